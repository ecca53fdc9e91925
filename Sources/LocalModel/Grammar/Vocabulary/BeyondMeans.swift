/// Kinds of edit that the built-in model understands and cannot do.
package enum BeyondMeans {
    package static let adding = "adding things"
    package static let removing = "removing things"
    package static let replacing = "replacing things"
    package static let moving = "moving or reshaping things"
    package static let style = "painting in another style"
    package static let lettering = "writing and lettering"
    package static let people = "changing faces, poses or ages"
    package static let light = "changing the light"
    package static let scenes = "painting new scenes"
    package static let materials = "changing materials"
    package static let patterns = "painting patterns"
    package static let repairing = "restoring and retouching"
    package static let references = "using a reference image for anything but the background"
    package static let answering = "answering questions"
    /// - Parameter thing: what was named, such as "trousers".
    package static func finding(_ thing: String) -> String { "finding \(thing)" }

    /// - Parameter things: what was named, such as "cup" and "saucer".
    static func tellingApart(_ things: [String]) -> String {
        "telling the \(things.joined(separator: " and the ")) apart"
    }

    /// Words that give a kind away wherever they stand; the first table that has one decides.
    static let telling: [(words: AnyOf, kind: String)] = [
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
                fatter,taller,muscular,expression,happy,happier,sad,angry,serious,wink,blink,look at,looking,look,turn her head,turn his head,\
                beautiful,prettier,handsome,bald,curly,hairstyle,haircut,wave,waving,jump,jumping,running,dance,dancing
                """
            ), people
        ),
        (
            AnyOf(
                """
                leather,denim,silk,velvet,metal,metallic,wooden,wood,fur,furry,wool,cotton,glass,lace,plastic,marble,stone,satin,\
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
