using AuthMethods.Wire.Json;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>keyValue</c>.</summary>
[GraphType("keyValue")]
public sealed record KeyValue(string? Key, string? Value);
