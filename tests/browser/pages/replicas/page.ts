/** Shows the replica named in the address: `?facebook`. */
import * as blogs from './blogs';
import * as forums from './forums';
import * as reviews from './reviews';
import * as social from './social';
import { Stage } from './stage';
import * as video from './video';

const replicas: Readonly<Record<string, (stage: Stage) => void>> = {
  facebook: social.facebook,
  instagram: social.instagram,
  x: social.x,
  threads: social.threads,
  linkedin: social.linkedin,
  'linkedin-classic': social.linkedinClassic,
  youtube: video.youtube,
  'youtube-studio': video.youtubeStudio,
  tiktok: video.tiktok,
  'business-suite': reviews.businessSuite,
  google: reviews.google,
  'google-business': reviews.googleBusiness,
  trustpilot: reviews.trustpilot,
  yelp: reviews.yelp,
  tripadvisor: reviews.tripadvisor,
  reddit: forums.reddit,
  'reddit-old': forums.redditOld,
  hackernews: forums.hackernews,
  discourse: forums.discourse,
  phpbb: forums.phpbb,
  xenforo: forums.xenforo,
  vbulletin: forums.vbulletin,
  wordpress: blogs.wordpress,
  'wordpress-admin': blogs.wordpressAdmin,
  disqus: blogs.disqus,
  isso: blogs.isso,
};

const root = document.querySelector<HTMLElement>('#root');
const replica = replicas[location.search.slice(1).split('&')[0] ?? ''];
if (root === null || replica === undefined) throw new Error('no such replica');
const stage = new Stage(root);
replica(stage);
window.replica = stage.page;
