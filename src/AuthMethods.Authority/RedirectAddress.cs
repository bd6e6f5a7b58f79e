using AuthMethods.Wire;
using Microsoft.AspNetCore.Http.Extensions;

namespace AuthMethods.Authority;

/// <summary>What an address must be to get a code or to be led back to, registered or not.</summary>
internal static class RedirectAddress
{
    private const int MaxLength = 2048;

    /// <summary>Schemes that a browser runs or reads itself.</summary>
    private static readonly string[] Refused = ["javascript", "data", "vbscript", "file", "about", "blob", "view-source", "filesystem", "ws", "wss"];

    /// <summary>
    /// An absolute address in printable ASCII, without a fragment or user information. Other texts cannot be sent in a header, or browsers
    /// and servers read them differently.
    /// </summary>
    public static bool IsUsable(string uri) =>
        uri.Length is > 0 and <= MaxLength
        && uri.All(c => c is > ' ' and <= '~' and not ('\\' or '"' or '<' or '>' or '^' or '`' or '{' or '|' or '}' or '#'))
        && Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
        && uri.StartsWith($"{parsed.Scheme}:", StringComparison.OrdinalIgnoreCase)
        && !Refused.Contains(parsed.Scheme, StringComparer.OrdinalIgnoreCase)
        && parsed.UserInfo.Length == 0
        && (parsed.Scheme is not ("http" or "https") || uri.StartsWith($"{parsed.Scheme}://", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a client without a secret may get codes there: on any port of the user's machine.</summary>
    public static bool IsLoopback(string uri) => IsUsable(uri) && Loopback.IsAddress(uri);

    /// <summary>An address with more values in its query.</summary>
    public static string With(string uri, IEnumerable<(string Name, string Value)> values)
    {
        var text = TextOf(values);
        return $"{uri}{(uri.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{text}";
    }

    /// <summary>Values as the query or the fragment of an address has them.</summary>
    public static string TextOf(IEnumerable<(string Name, string Value)> values) =>
        new QueryBuilder(values.Select(v => KeyValuePair.Create(v.Name, v.Value))).ToString()[1..];

    /// <summary>How a content security policy names an address's origin.</summary>
    public static string PolicySourceOf(string uri)
    {
        var parsed = new Uri(uri);
        // A policy cannot name an IPv6 address, nor a host of another scheme.
        return parsed is { Scheme: "http" or "https", HostNameType: UriHostNameType.Dns or UriHostNameType.IPv4 }
            ? parsed.GetLeftPart(UriPartial.Authority)
            : $"{parsed.Scheme}:";
    }
}
