namespace AuthMethods.Users;

/// <summary>Graph's <c>authenticationMethodKeyStrength</c>.</summary>
public enum KeyStrength
{
    Normal,
    Weak,
    Unknown,
}
