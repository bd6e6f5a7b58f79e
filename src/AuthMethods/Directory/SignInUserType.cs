using AuthMethods.Storage;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>signInUserType</c>.</summary>
[UnknownFutureValue(3)]
public enum SignInUserType
{
    Member,
    Guest,
}

internal static class SignInUserTypes
{
    public static SignInUserType Of(string? userType) => userType == "Guest" ? SignInUserType.Guest : SignInUserType.Member;
}
