using System.Text.Json.Serialization;
using AuthMethods.Wire.Json;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>identity</c>: a user, a group or an application that another object names.</summary>
[GraphType("identity", IsComplex = true)]
public sealed record Identity(string Id, string? DisplayName)
{
    /// <summary>Not in Graph's metadata, but its pages show it for the holders of roles.</summary>
    [Undeclared, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? UserPrincipalName { get; init; }
}
