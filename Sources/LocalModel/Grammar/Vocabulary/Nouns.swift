/// What can be named in a picture.
enum Nouns {
    static let garments = Phrases<Garment>([
        "jacket,jackets,bomber,bomber jacket,windbreaker,anorak,parka,denim jacket,leather jacket,fleece": .jacket,
        "blazer,blazers,sports coat,sports jacket,suit jacket": .blazer,
        "coat,coats,overcoat,trench coat,trenchcoat,raincoat,cloak,robe": .coat,
        "suit,suits,tuxedo,tux,space suit,spacesuit,space suits,spacesuits,jumpsuit,overalls,overall": .suit,
        "shirt,shirts,dress shirt,button up,button down,polo,polo shirt,jersey": .shirt,
        "t shirt,t shirts,tshirt,tshirts,tee,tees,tee shirt": .tShirt,
        "top,tops,blouse,blouses,tank top,crop top,vest,waistcoat,bodice": .top,
        "sweater,sweaters,pullover,pullovers,jumper,jumpers,sweatshirt,sweatshirts,cardigan,cardigans,turtleneck,knitwear,roll neck":
            .sweater,
        "hoodie,hoodies,hoody": .hoodie,
        "dress,dresses,gown,gowns,frock": .dress,
        "clothes,clothing,garment,garments,apparel,attire": .clothes,
        "outfit,outfits,uniform,uniforms,costume,costumes": .outfit,
    ])

    static let hair = AnyOf("hair,hairs,hairdo,hairstyle,haircut,locks")

    static let things = Phrases<Thing>([
        "subject,main subject,subjects,object,main object,thing,product,item,flower,flowers,rose,tulip,sunflower,blossom,bloom,cup,mug,apple":
            .subject,
        "aeroplane,aeroplanes,airplane,airplanes,plane,planes,aircraft,jet": .aeroplane,
        "bicycle,bicycles,bike,bikes,push bike,pushbike": .bicycle,
        "bird,birds": .bird, "boat,boats,ship,ships,sailboat,yacht": .boat, "bottle,bottles": .bottle,
        "bus,buses,coach": .bus, "car,cars,automobile,vehicle": .car, "cat,cats,kitten,kittens,kitty": .cat,
        "chair,chairs,armchair": .chair, "cow,cows": .cow, "table,tables,dining table": .table,
        "dog,dogs,puppy,puppies,doggy": .dog, "horse,horses,pony": .horse,
        "motorbike,motorbikes,motorcycle,motorcycles,motor bike,motor cycle": .motorbike,
        "person": .person, "plant,plants,potted plant": .plant,
        "sheep,lamb": .sheep, "sofa,sofas,couch,couches,settee": .sofa, "train,trains": .train,
        "monitor,monitors,tv,tvs,screen,screens,television,televisions,tv set,display": .monitor,
    ])

    static let people = AnyOf(
        """
        person,people,persons,man,men,woman,women,guy,guys,girl,girls,boy,boys,lady,ladies,gentleman,gentlemen,kid,kids,\
        child,children,model,models,one,ones,dude,astronaut,player,players,bride,groom,figure,face
        """
    )

    static let everybody = AnyOf(
        "everyone,everybody,all of them,all people,all the people,both,both of them,every person,each person"
    )

    static let whichPerson = Phrases<People>([
        "left,leftmost,left hand,left most,first": .left, "right,rightmost,right hand,right most": .right,
        "middle,centre,center,central": .middle,
        "biggest,largest,main,nearest,closest,front,foreground,most prominent": .biggest,
    ])

    static let whereInPicture = Phrases<People>([
        "on the left,to the left,at the left,at left,on left,on the left side,on the left hand side,on the far left,to the far left":
            .left,
        "on the right,to the right,at the right,at right,on right,on the right side,on the right hand side,on the far right,to the far right":
            .right,
        "in the middle,in the centre,in the center,at the centre,at the center,between them": .middle,
        "in front,in the front,at the front,in the foreground": .biggest,
    ])

    static let pictures = AnyOf(
        """
        the picture,the image,the photo,the photograph,the pic,the shot,the portrait,the whole picture,the whole image,\
        the whole photo,the whole thing,the entire picture,the entire image,the entire photo,the canvas,the scene,\
        this picture,this image,this photo,this photograph,this pic,this shot,this one,my picture,my image,my photo,\
        picture,image,photo,photograph,everything,all of it,it all,overall,it,this,that,the result,the overall picture,\
        the overall image,that picture,that image,that photo
        """
    )

    static let pronouns = AnyOf("him,her,them,it,this,that,me,us,himself,herself,he,she,they,those,these")

    static let background = AnyOf(
        "background,backgrounds,backdrop,bg,back ground,surroundings,background behind him,background behind her,background behind them,background behind it"
    )

    /// Things that people name often and that the model has no way to find.
    static let unselectable = Phrases<String>(
        """
        trousers,pants,jeans,shorts,leggings,skirt,shoes,shoe,boots,sneakers,trainers,socks,hat,cap,helmet,hood,beanie,glasses,\
        sunglasses,tie,bow tie,scarf,gloves,belt,bag,handbag,backpack,purse,watch,necklace,earrings,jewellery,jewelry,\
        collar,sleeves,sleeve,buttons,button,pocket,pockets,zip,logo,badge,eyes,eye,eyebrows,lips,lipstick,mouth,teeth,\
        nose,ears,beard,moustache,mustache,skin,face,faces,hands,hand,fingers,nails,arms,legs,neck,make up,makeup,\
        sky,skies,clouds,cloud,grass,lawn,water,sea,ocean,lake,river,sand,beach,mountain,mountains,tree,trees,leaves,forest,\
        wall,walls,floor,ceiling,door,window,windows,roof,house,building,buildings,road,street,carpet,curtain,curtains,\
        lamp,light,lights,bed,pillow,book,phone,laptop,keyboard,glass,plate,bowl,food,cake,bread,fruit,ball,flag,sign,\
        fur,eyelashes,wheels,wheel,tyres,tires,frame,rocket,tower,bridge,moon,sun,star,stars,balloon,balloons,umbrella,toy
        """.split(separator: ",").map { (String($0), String($0)) }
    )
}
