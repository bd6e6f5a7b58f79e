namespace AuthMethods.Admin.Frame;

/// <summary>What the home page can say went wrong. Its address has a key, because whatever is in an address could be somebody else's words.</summary>
internal static class Problems
{
    public const string OldForm = "old-form";
    public const string SignIn = "sign-in";

    public static string? TextOf(string? key) => key switch
    {
        OldForm => "The page was too old, or another site sent the form. Nothing was done.",
        SignIn => "You are not signed in: it was canceled, refused, or took too long.",
        _ => null,
    };
}
