"""First names common in Québec, folded: what tells a person's name from any other words in capitals.

General knowledge, of every generation and many origins; names that are also everyday words are left out.
"""

from __future__ import annotations

_NAMES = """
abdel abdou abdoulaye abel achille adam adelard adele adeline adjutor adrien adrienne agathe ahmed aicha aime
alain alan alban albert albertine alcide aldo alec alex alexandra alexandre alexandrine alexia alexis alfred ali
alice alicia alida aline alma alphee alphonse alyssa amadou amanda amedee amelie amin amina amine amir anais
anatole andre andrea andree andrew angela angele angelina angeline anita anna annabelle anne annette annick
annie anselme anthony antoine antoinette antonio antoun ariane arianne aristide armand armande armelle arnaud
arsene arthur astrid aubert aude audrey audrey-anne auguste augustin aurele aurelie aurelien aurore axel axelle
ayoub aziz azzedine bachir bakary baptiste barbara basile bastien beatrice benedicte benjamin benoit berangere
bernadette bernard bertha berthe bertin bertrand bianca bibiane blanche blandine bob boris boubacar brahim
brandon brian brice brigitte bruno bryan camille carine carl carla carlos carmel carmen carole caroline
cassandra catherine cecile cecilia cedric cedrick celeste celestin celia celine chad chantal chantale charlene
charles charlotte chloe chris christelle christian christiane christine christophe claire clara claude claudette
claudia claudine clemence clement clermont clotilde clovis colette colin conrad coralie corinne cynthia cyprien
cyril cyrille damase damien daniel daniele danielle danny dany daphne dave david deborah delia delima delphine
denis denise denyse derek desire diana diane diego dilan dimitri dolores dominic dominique donald donalda donat
donatien dora doris dorothee dorval dylan edgar edgard edith edmond edna edouard eduardo edwin elena eleonore
eliane elias elie eliette eliot elisa elisabeth elise elizabeth ella elliot elmer elodie eloise elphege elsa
elzear emanuel emeric emery emile emilie emilien emilio emma emmanuel emmanuelle emy enrico eric erica erika
ernest ernestine esteban estelle esther ethan etienne euchariste euclide eudore eugene eugenie eva evan
evangeline evariste evelyne exilda fabien fabienne fabiola fabrice fadi fanny farah fatima fatou fatoumata
felicien felix ferdinand fernand fernande fernando firmin fleurette florence florent florian fortunat francesca
francesco francine francis francois francoise frank fred frederic frederick frederique fridolin fulgence gabriel
gabriela gabrielle gaetan gaetane gaspard gaston gauthier gedeon genevieve georges georgette gerald geraldine
gerard gerardine germain germaine gerry gervais ghislain ghislaine ghyslain gilbert gilberte gilles ginette gino
giovanni gisele giuseppe gloria gontran gonzague grace gregoire gregory guillaume gustave gustavo guy guylain
guylaine habib hakim hamza hanane hanna hannah hassan hector helena helene henri henriette hermance hermenegilde
hermine herve hilaire hippolyte homere honore honorine horace hortense hortensia hubert hugo hugues huguette
hyacinthe ibrahim ibrahima ida igor ilyes imane imelda ines ingrid irene irenee iris isaac isabel isabella
isabelle isidore ismael ismail israel ivan jacinthe jacky jacob jacqueline jacques jade jamal james jamie janine
jasmine jason javier jayden jean jean-guy jeanne jeanne-d'arc jeannette jeannine jeannot jeff jeffrey jennifer
jeremie jeremy jerome jessica jessy jim jimmy joan joanie joanne joannie jocelyn jocelyne joe joel joelle joey
johann johanne john johnny jolene jonas jonathan jordan jorge jose josee joseph josephat josephine josette
josiane josue jovite joyce juan judith jules julia julian julie julien julienne juliette justine kamal kamel
karel karen karim karine karl kassandra katherine kathleen kathy katia kayla kelly kenza keven kevin khadija
khalid kim kimberly kristina kyle laetitia laila lambert lamia lamine latifa laura laure laurence laurent
lauretta laurette lauriane laurianne laurie lea leandre leila leo leon leonard leonce leonidas leonie leontine
leopold leticia lilia liliane lina linda line lionel lisa lise lisette loic loraine lorenzo lorette lorraine lou
louis louise louisette luc lucas lucette lucia lucie lucien lucienne lucille lucius ludger ludivine ludovic luis
luisa lydia lynda lyne mackenzie madeleine maelie maelle maeva maeve magalie mahamadou mahmoud malick malik
malika malo mamadou manon manuel marc marcel marcelle marcellin marco marcus margaret margot marguerite maria
mariam mariama mariana marianne marie marielle mariette marilou marilyn marilyne marina mario marion marise
marisol marius marjolaine marjorie marlene marta martha marthe martial martin martine marvin mary maryline
maryse mateo mathias mathieu mathilde mathis matteo matthew maude maurice max maxence maxim maxime maximilien
maya medard megane mehdi mei melanie melina melissa melodie melvin mercedes meryem mia michael michaela michel
michele micheline michelle miguel mikael mike milan minh mircea mireille mireya mohamed mohammed moise mona
monika monique mouna moussa muriel murielle mustapha mylene myriam nabil nadege nadia nadine nadir naima nancy
naomie napoleon nasser natacha natalia natasha nathalie nathan nawal nelly nelson nestor ngoc nguyet nicholas
nick nicolas nicole nicolette nina noah noe noella noemie nora norah norbert norma normand normande nour noura
oceane octave odette odile odilon oksana oleksandr olena olga olivar olivette olivia olivier olivine omar omer
omid onesime ophelia ophelie oscar osman oumar ousmane ovide ovila pablo paola paolo pascal pascale pasquale pat
patrice patricia patrick paul paule paulette paulin pauline pedro peggy peter pham phil philemon philias
philibert philippe pier pierre pierre-luc pierrette placide polycarpe priscilla priya prosper quentin rachel
rachelle rachid rafael rania raoul raphael raphaelle rashid raymond raymonde real rebecca reda reginald regine
regis reine rejean rejeanne remi remy renald renata renaud rene renee reynald reza ricardo richard rita robert
roberta roberto robin roch rodolphe rodrigo rodrigue roger roland rolande rollande romain roman romeo ronald
rosa rosaire rosalba rosalie rosanne rosario rose rose-aimee roseline roselyne rosemarie rosemonde rosie roxane
roxanne ruth ryan sabine sabrina sacha said salim salma salome sam samantha samia samir sammy samuel samy sandra
sandrine sanjay santiago sara sarah sasha scott sean sebastian sebastien selma serena serge sergio severin
severine sheila shirley sid sidonie siham silvio simeon simon simone simonne sofia solange soledad solene sonia
sophie soraya souad stacy stanislas stanley steeve stefan stella stephan stephane stephanie stephen steve steven
suzanne suzie suzy sylvain sylvana sylvere sylvestre sylvette sylvia sylvie sylvio tania tanya tarek tarik
tatiana ted telesphore teresa terry thanh theo theodore theodule theophane theophile therese thibault thierry
thomas ti-guy tiffany tim timothee tina tobie tommy tony tristan ubald ulric ulysse urgel valentin valentine
valerie valmore vanessa vera veronica veronique viateur vicky victor victorien victorine vincent viola violaine
virgile virginie vivian viviane vladimir walid walter wassim wellie wendy wilbrod wilfred wilfrid wilhelmine
william willie xavier yacine yan yanick yann yannick yasmina yasmine yassine yoan yohan yolaine yolanda yolande
youri youssef yusuf yvan yves yvette yvon yvonne zacharie zachary zahra zenon zineb zoe zoel zotique
"""
FIRST_NAMES = frozenset(_NAMES.split())
