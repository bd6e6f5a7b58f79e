using System.Text.RegularExpressions;

namespace AuthMethods.Storage;

/// <summary>What a copy of a tenant has instead of the tenant's own ids and domains.</summary>
/// <param name="ids">The tenant's id, and those derived from it, with the ids of the copy.</param>
/// <param name="domains">The domains with those of the copy, in lower case.</param>
internal sealed class TenantCopy(IReadOnlyDictionary<Guid, Guid> ids, IReadOnlyDictionary<string, string> domains)
{
    private readonly (string From, string To)[] _texts =
        [.. ids.SelectMany(id => new[] { ($"{id.Key}", $"{id.Value}"), (Upper(id.Key), Upper(id.Value)) })];

    // A domain is not the end of another one.
    private readonly Regex? _domains = domains.Count == 0 ? null : new(
        $@"(?<![\w.-])({string.Join('|', domains.Keys.OrderByDescending(d => d.Length).Select(Regex.Escape))})(?![\w-]|\.\w)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public object? Of(object? value) => value switch
    {
        Guid id => ids.GetValueOrDefault(id, id),
        string text => Of(text),
        string[] texts => Array.ConvertAll(texts, Of),
        _ => value,
    };

    private string Of(string text)
    {
        foreach (var (from, to) in _texts) text = text.Replace(from, to, StringComparison.Ordinal);
        return _domains is null || !text.Contains('.', StringComparison.Ordinal)
            ? text
            : _domains.Replace(text, found => domains[found.Value.ToLowerInvariant()]);
    }

    private static string Upper(Guid id) => id.ToString().ToUpperInvariant();
}
