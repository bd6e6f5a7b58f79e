using AuthMethods.Wire.Errors;

namespace AuthMethods.Wire.Addressing;

/// <summary>What Graph answers below some addresses when they don't take a verb, where that isn't what it answers elsewhere.</summary>
/// <param name="Path">Part of the addresses.</param>
/// <param name="Of">The error, given the verbs that an address takes.</param>
internal sealed record MethodNotAllowedError(string Path, Func<string?, GraphException> Of);
