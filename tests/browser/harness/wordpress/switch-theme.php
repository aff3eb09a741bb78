<?php
$_SERVER['HTTP_HOST'] = parse_url(getenv('BEDSIDE_ORIGIN'), PHP_URL_HOST);
require $argv[1] . '/wp-load.php';
switch_theme($argv[2]);
