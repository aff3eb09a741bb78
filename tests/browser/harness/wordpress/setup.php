<?php
// Installs the site and puts one post with the comments of standard input (JSON) under it.
$_SERVER['HTTP_HOST'] = parse_url(getenv('BEDSIDE_ORIGIN'), PHP_URL_HOST) . ':' . parse_url(getenv('BEDSIDE_ORIGIN'), PHP_URL_PORT);
define('WP_INSTALLING', true);
require $argv[1] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

// There is no mail server, and WordPress would try to greet the new administrator.
function wp_mail()
{
    return true;
}

$input = json_decode(stream_get_contents(STDIN), true);
$installed = wp_install('Lakeside Clinic', 'moderator', 'moderator@example.org', false, '', $input['password']);
foreach (['thread_comments' => 1, 'show_avatars' => 0, 'comments_notify' => 0, 'moderation_notify' => 0, 'comment_previously_approved' => 0, 'use_smilies' => 0] as $name => $value) {
    update_option($name, $value);
}
foreach (get_comments() as $comment) {
    wp_delete_comment($comment->comment_ID, true);
}
$post = wp_insert_post([
    'post_title' => 'New opening hours',
    'post_content' => 'From Monday the outpatient building is open from 7 am to 8 pm.',
    'post_status' => 'publish',
    'post_author' => $installed['user_id'],
]);
$ids = [];
foreach ($input['comments'] as $number => $comment) {
    $ids[] = (string) wp_insert_comment([
        'comment_post_ID' => $post,
        'comment_author' => $comment['author'],
        'comment_author_email' => 'reader@example.org',
        'comment_content' => $comment['text'],
        'comment_date_gmt' => $comment['postedAt'],
        'comment_date' => $comment['postedAt'],
        'comment_parent' => isset($comment['parent']) ? $ids[$comment['parent']] : 0,
        'comment_approved' => 1,
    ]);
}
switch_theme($input['theme']);
echo json_encode(['post' => $post, 'comments' => $ids]);
