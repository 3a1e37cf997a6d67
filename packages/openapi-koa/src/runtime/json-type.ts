/** What `isJson` says, of a media type as the document spells it. */
export type IsJsonType<Type> =
  Essence<Lowercase<Type & string>> extends 'application/json' | 'text/json' | `${string}+json` ? true : false

type Essence<Type extends string> = Type extends `${infer Before};${string}` ? TrimEnd<Before> : Type

type TrimEnd<Text extends string> = Text extends `${infer Before} ` ? Before : Text
