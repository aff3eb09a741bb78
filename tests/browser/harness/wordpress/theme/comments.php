<section id="comments">
<ol class="comment-list"><?php wp_list_comments(['style' => 'ol', 'avatar_size' => 0]); ?></ol>
<?php comment_form(); ?>
</section>
