using AuthMethods.Wire.Errors;

namespace AuthMethods.Wire.Addressing;

/// <summary>A special error of Graph's for an unsupported HTTP method on some addresses.</summary>
/// <param name="Path">A part that the addresses contain.</param>
/// <param name="Of">Creates the error from the HTTP methods that the address supports.</param>
internal sealed record MethodNotAllowedError(string Path, Func<string?, GraphException> Of);
