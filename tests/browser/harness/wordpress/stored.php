<?php
// Prints the comments as stored, oldest first; with further arguments, deletes those ids instead.
$_SERVER['HTTP_HOST'] = parse_url(getenv('BEDSIDE_ORIGIN'), PHP_URL_HOST);
require $argv[1] . '/wp-load.php';
foreach (array_slice($argv, 2) as $id) {
    wp_delete_comment((int) $id, true);
}
$comments = get_comments(['orderby' => 'comment_ID', 'order' => 'ASC']);
echo json_encode(array_map(fn ($comment) => [
    'id' => $comment->comment_ID,
    'parent' => $comment->comment_parent,
    'content' => $comment->comment_content,
], $comments));
