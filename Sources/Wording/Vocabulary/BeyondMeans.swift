/// Kinds of edit that the built-in model understands and cannot do.
package enum BeyondMeans {
    package static let adding = "adding things"
    package static let removing = "removing things"
    package static let replacing = "replacing things"
    package static let moving = "moving or reshaping things"
    package static let style = "painting in another style"
    package static let lettering = "writing and lettering"
    package static let people = "changing faces, poses or ages"
    package static let light = "changing where the light comes from, or the time of day"
    package static let scenes = "painting new scenes"
    package static let materials = "changing materials"
    package static let patterns = "painting patterns"
    package static let repairing = "restoring and retouching"
    package static let references = "using a reference image for anything but the background"
    package static let answering = "answering questions"
    static let saving = "saving to a file (/export picture.jpg does it, and -o picture.jpg in a script)"

    /// - Parameter part: what was named, such as "background".
    static func checking(_ part: String) -> String {
        "checking what colour the \(part) has; say it without that colour"
    }

    static let outlining = "drawing outlines; a sticker has a white one, such as \"turn it into a sticker\""
    static let counting = "choosing by number; say which one, such as \"the left one\", or mark it with /region"
    static let matching = "taking a colour from the picture; name it, such as \"dark green\" or \"#14532a\""
    static let wearing = "telling people apart by what they wear; say which one, such as \"the left one\""
    static let beyondEdges = "painting what lies beyond the picture's edges"
    static let roomInstead =
        "A larger model paints it: /models. Or add room in a colour, such as \"extend the canvas by 20 % with white\"."
    static let goingBack = "going back to an earlier picture by an instruction"
    static let howToGoBack = "/undo goes back to the picture before, and /goto to any."
    static let sparing = "sparing a part of what is changed"
    static let exchanging = "exchanging what two of them have"
    static let markToRemove = "Mark it with /region, then say it again."
    static let side = "a side or a corner of the picture; mark it with /region"

    /// - Parameter thing: what was named, such as "face".
    static func colouring(_ thing: String) -> String { "giving the \(thing) a colour" }

    /// - Parameter thing: what was named, such as "car".
    static func telling(_ thing: String) -> String { "telling one \(thing) from another; mark it with /region" }

    /// - Parameter things: what was named, such as "cups".
    static func counted(_ things: String) -> String {
        "finding several \(things); of things it finds the one that stands out"
    }

    /// - Parameter thing: what was named, such as "trousers".
    package static func finding(_ thing: String) -> String { "finding \(thing)" }

    /// - Parameter things: what was named, such as "cup" and "saucer".
    static func tellingApart(_ things: [String]) -> String {
        "telling the \(things.joined(separator: " and the ")) apart"
    }

    /// Words that give a kind away wherever they stand; the first table that has one decides.
    static let telling: [(words: AnyOf, kind: String)] = [
        (AnyOf("colorize,colourise,colourize,colorise"), "colouring a picture that has no colours"),
        (
            AnyOf(
                """
                text,caption,title,letters,lettering,write,font,says,saying,headline,slogan,watermark,subtitle,typography,quote,\
                words,speech bubble
                """
            ), lettering
        ),
        (
            AnyOf(
                """
                style,styled,stylize,stylise,watercolour,watercolor,anime,manga,cartoon,cartoonish,oil painting,painting,painted,\
                sketch,drawing,comic,pixel art,ghibli,impressionist,impressionism,claymation,lego,cyberpunk,steampunk,pop art,\
                van gogh,picasso,monet,render,3 d,pencil,charcoal drawing,illustration,vector,woodcut,mosaic,retro,vintage,\
                futuristic,caricature,low poly,line art,stencil,graffiti,film look,polaroid,look like,looks like
                """
            ), style
        ),
        (
            AnyOf(
                """
                night,nighttime,night time,sunset,sunrise,dusk,dawn,golden hour,lighting,relight,light from,shadow,shadows,backlit,\
                backlight,spotlight,daytime,daylight,evening,morning,noon,moonlight,candlelight,lit from,rim light,studio light,\
                studio lighting,sunlight,sunny,neon lights,lights off,lights on
                """
            ), light
        ),
        (
            AnyOf(
                """
                smile,smiling,smiles,laugh,laughing,frown,cry,crying,eyes open,eyes closed,open her eyes,open his eyes,\
                close her eyes,close his eyes,older,younger,old,young,age,pose,posing,standing,stand,sitting,sit,thinner,slimmer,\
                fatter,taller,muscular,expression,happy,happier,sad,angry,serious,wink,blink,look at,looking at,looking into,turn her head,turn his head,\
                beautiful,prettier,handsome,bald,curly,hairstyle,haircut,wave,waving,jump,jumping,running,dance,dancing
                """
            ), people
        ),
        (
            AnyOf(
                """
                leather,denim,silk,velvet,metal,metallic,wooden,wood,furry,wool,cotton,glass,lace,plastic,marble,stone,satin,\
                linen,chrome,steel,suede,shiny,glossy,matte,transparent jacket,latex,rubber
                """
            ), materials
        ),
        (
            AnyOf(
                """
                striped,stripes,stripe,polka,dotted,dots,plaid,checkered,checked,floral,pattern,patterned,camouflage,camo,tartan,\
                rainbow,multicoloured,multicolored,tie dye,leopard,zebra,paisley,glitter,sparkly,sequins
                """
            ), patterns
        ),
        (
            AnyOf(
                """
                restore,repair,denoise,noise,retouch,enhance,fix,unblur,deblur,wrinkles,blemishes,pimples,acne,red eye,red eyes,\
                scratches,smooth skin,whiten,colourise,colorize,colourize,super resolution,improve,dust
                """
            ), repairing
        ),
    ]

    /// What makes an old picture new, before all else: "restore this old photo" speaks of nobody's age.
    static let repairs = AnyOf("restore,repair,denoise,unblur,deblur,remove noise,remove the noise,retouch")
    static let negations = AnyOf(
        "don't,dont,do not,doesn't,does not,didn't,never,not,won't,shouldn't,can't,cannot,mustn't,isn't,no changes,change nothing,do nothing,leave it,without changing"
    )
    static let filing = AnyOf(
        "save,export,convert,make,compress,set,output,store,give,reduce,shrink,lower,optimise,optimize")
    static let files = AnyOf("jpg,jpeg,png,webp,tiff,gif,pdf,svg,file,dpi,mb,kb,cmyk,srgb,compress")
    static let comparing = AnyOf(
        """
        same as,same colour,same color,the same red,the same green,the same blue,match,matches,matching,like hers,like his
        """
    )
    static let numbers = AnyOf(
        "one,two,three,four,five,six,seven,eight,nine,ten,second,third,fourth,fifth,last,a few,few,several,some of,half of"
    )
    /// What tells things of one kind apart, and no network sees.
    static let distinguishing = AnyOf(
        """
        left,right,middle,leftmost,rightmost,first,small,big,little,large,smaller,bigger,largest,biggest,smallest,other,\
        old,new,nearest,closest,front,background,foreground,wooden,wood,leather,metal,glass,plastic,marble,stone,velvet,steel,\
        wicker,rusty,shiny
        """
    )
    static let sides = AnyOf(
        """
        left side,right side,left half,right half,top half,bottom half,upper half,lower half,upper part,lower part,top part,\
        bottom part,corner,corners,edges,the top,the bottom,the left,the right,the middle,the centre,the center,top left,\
        top right,bottom left,bottom right,foreground
        """
    )

    static let addingWords = AnyOf(
        """
        add,give,insert,put,place,draw,create,generate,include,wear,wearing,attach,paint a,paint an,holding,hold,imagine,\
        dress,show,bring in,append,overlay,superimpose,decorate,make a,make an,make me,make some
        """
    )
    static let removingWords = AnyOf(
        """
        remove,delete,erase,get rid of,take off,take out,take away,clean up,hide,without,eliminate,lose,drop,strip,clear,cut off,\
        cut out,no
        """
    )
    static let replacingWords = AnyOf("replace,swap,exchange,substitute,turn,change,transform,convert")
    static let movingWords = AnyOf(
        """
        move,shift,bigger,smaller,larger,longer,shorter,wider,narrower,zoom,enlarge,stretch,reshape,resize,scale,shrink,bend,\
        raise,lower,lift,closer,higher,centre,center,slimmer,flip,rotate,turn around,mirror,duplicate,copy,extend
        """
    )
    static let questions = AnyOf("what,who,why,where,when,how,which,is,are,does,do you,describe,tell me,explain,can i")
    static let filling = AnyOf("on,in,at,under,inside,into,outside,near,by,onto,over,above,below")
}
