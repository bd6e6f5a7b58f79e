namespace AuthMethods.Directory;

/// <summary>Graph's <c>signInUserType</c>.</summary>
public enum SignInUserType
{
    Member,
    Guest,
}

internal static class SignInUserTypes
{
    public static SignInUserType Of(string? userType) => userType == "Guest" ? SignInUserType.Guest : SignInUserType.Member;
}
