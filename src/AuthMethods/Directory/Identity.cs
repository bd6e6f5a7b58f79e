using AuthMethods.Wire.Json;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>identity</c>: an object and its name.</summary>
[GraphType("identity", IsComplex = true)]
public sealed record Identity(string Id, string? DisplayName);
