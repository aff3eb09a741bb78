<?php
add_action('after_setup_theme', function () {
    add_theme_support('html5', ['comment-list', 'comment-form']);
    add_theme_support('title-tag');
});
add_action('wp_enqueue_scripts', function () {
    wp_enqueue_style('classic', get_stylesheet_uri());
    wp_enqueue_script('comment-reply');
});
