using AuthMethods.Graph;

namespace AuthMethods.Users;

/// <summary>Graph's <c>authenticationMethodKeyStrength</c>.</summary>
[GraphName("authenticationMethodKeyStrength")]
public enum KeyStrength
{
    Normal,
    Weak,
    Unknown,
}
