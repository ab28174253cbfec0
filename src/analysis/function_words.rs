use crate::text::WordList;

/// Articles, pronouns, prepositions, conjunctions and auxiliary verbs of at least three letters, folded: they say nothing
/// about the subject of a sentence, however rare they are in a small project.
pub(super) const FUNCTION_WORDS: WordList = WordList(
    "the, and, that, this, these, those, with, from, into, onto, upon, over, under, about, after, before, between, \
    through, during, against, among, within, without, until, since, while, where, when, which, who, whom, whose, what, \
    why, how, there, here, then, than, they, them, their, theirs, she, her, hers, him, his, its, our, ours, you, your, \
    yours, was, were, been, being, are, have, has, had, having, does, did, doing, done, will, would, shall, should, can, \
    could, may, might, must, not, nor, but, for, out, off, all, any, both, each, few, more, most, other, some, such, \
    only, own, same, too, very, just, also, because, however, though, although, again, once, ever, never, yet, still, \
    der, die, das, den, dem, des, ein, eine, einen, einem, einer, eines, und, oder, aber, denn, dass, wenn, weil, als, \
    wie, auch, nur, noch, schon, sich, sie, wir, ihr, ihm, ihn, ihre, ihren, sein, seine, seinen, war, waren, wird, \
    werden, wurde, wurden, worden, haben, hat, hatte, hatten, sind, kann, konnte, muss, soll, nicht, kein, keine, mit, \
    von, vom, zum, zur, aus, auf, bei, nach, vor, uber, unter, durch, gegen, ohne, zwischen, wahrend, bis, seit, fur, \
    hier, dort, dann, dieser, diese, dieses, diesem, diesen, jeder, alle, mehr, sehr, man, was, wer, \
    les, des, une, est, sont, ete, etait, etaient, avait, avaient, ont, avoir, etre, fait, que, qui, dont, ou, mais, \
    donc, car, pas, plus, moins, tres, tout, tous, toute, toutes, dans, sur, sous, avec, sans, pour, par, entre, apres, \
    avant, depuis, pendant, contre, vers, chez, elle, elles, ils, nous, vous, leur, leurs, son, ses, mon, mes, notre, \
    votre, cette, ces, cet, aux, aussi, meme, comme, selon, \
    los, las, una, unos, unas, del, que, quien, cual, cuando, donde, como, pero, sino, porque, aunque, mas, muy, todo, \
    toda, todos, todas, con, sin, por, para, sobre, entre, desde, hasta, contra, segun, durante, tras, era, eran, fue, \
    fueron, han, habia, habian, esta, estan, este, estos, estas, ese, esa, ella, ellos, ellas, sus, les, nos, tambien, \
    что, как, это, этот, эта, эти, тот, все, его, ее, их, она, они, оно, мы, вы, был, была, было, были, быть, есть, \
    будет, для, при, над, под, про, без, после, перед, между, через, против, около, или, если, чтобы, потому, когда, \
    где, там, тут, уже, еще, тоже, также, только, более, очень, который, которая, которые, которых, себя, свой, свои, \
    що, як, це, цей, ця, ці, той, усі, його, її, їх, вона, вони, воно, був, була, було, були, бути, для, при, над, під, \
    без, після, перед, між, через, проти, або, якщо, щоб, тому, коли, вже, також, лише, тільки, який, яка, які, яких, \
    على, إلى, الى, عن, من, مع, هذا, هذه, ذلك, تلك, التي, الذي, الذين, كان, كانت, كانوا, قد, لقد, لكن, بعد, قبل, بين, \
    عند, حتى, منذ, خلال, ضد, هو, هي, هم, وهو, وهي, كما, أن, إن, ان, ما, لم, لن, غير, كل",
);
