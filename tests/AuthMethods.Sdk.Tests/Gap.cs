using System.Text.RegularExpressions;

namespace AuthMethods.Sdk.Tests;

/// <summary>Operations of Graph that the server does not have, with the reason.</summary>
/// <param name="Reason">Why they are missing.</param>
/// <param name="Patterns">
/// Regular expressions in which <c>{id}</c> is a key. One that begins with a slash means all operations at the path and below; another
/// begins with the HTTP methods and means the path alone.
/// </param>
internal sealed record Gap(string Reason, params string[] Patterns)
{
    private readonly (string Pattern, Regex Regex)[] _regexes = [.. Patterns.Select(p => (p, Compiled(p)))];

    public bool Has(string operation) => _regexes.Any(r => r.Regex.IsMatch(operation));

    /// <summary>The patterns that match none of these operations.</summary>
    public IEnumerable<string> Unused(IReadOnlyCollection<string> operations) =>
        _regexes.Where(r => !operations.Any(r.Regex.IsMatch)).Select(r => r.Pattern);

    private static Regex Compiled(string pattern)
    {
        var escaped = pattern.Replace("{id}", @"\{id\}", StringComparison.Ordinal);
        return new Regex(pattern.StartsWith('/') ? $@"^[A-Z]+ {escaped}([/(].*)?$" : $"^{escaped}$");
    }
}
