using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Methods;

/// <summary>Graph's <c>authenticationMethodKeyStrength</c>.</summary>
[GraphName("authenticationMethodKeyStrength")]
public enum KeyStrength
{
    Normal,
    Weak,
    Unknown,
}
