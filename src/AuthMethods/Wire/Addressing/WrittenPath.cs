using System.Text;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire.Addressing;

/// <summary>
/// A path as the client wrote it: with keys and arguments in parentheses, qualified names, and empty segments, which Graph ignores.
/// </summary>
internal sealed class WrittenPath(string path, IQueryCollection query, GraphRequest graph, Operations operations)
{
    // The namespace, and the alias of it that the SDKs use: deletedItems/graph.user.
    private const string Namespace = "microsoft.graph.";
    private const string Alias = "graph.";

    // Routes contain these before the value.
    private static readonly string[] AlternateKeys = [GraphPath.RoleTemplateId, GraphPath.AppId];

    private static readonly string[] Keys = ["id=", "userPrincipalName=", .. AlternateKeys];

    private static readonly int LongestName = Keys.Max(k => k.Length);

    private readonly List<string> _segments = [];

    /// <summary>Whether a path can differ from the form that routes use.</summary>
    public static bool NeedsReading(string path) =>
        path.Contains('(', StringComparison.Ordinal) || path.Contains("//", StringComparison.Ordinal)
        || path.Contains(Alias, StringComparison.OrdinalIgnoreCase);

    /// <summary>The path with each key as a segment and each operation by its plain name. Sets the request's arguments.</summary>
    public string ToPlain()
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] != '/') i = Read(i);
        }

        return $"/{string.Join('/', _segments)}";
    }

    /// <summary>Reads the segment that begins at an index, and returns the index after it.</summary>
    private int Read(int start)
    {
        var slash = path.IndexOf('/', start);
        var end = slash < 0 ? path.Length : slash;
        // A segment that begins with a parenthesis has no name.
        var open = path.IndexOf('(', start + 1, end - start - 1);
        if (open < 0)
        {
            AddName(path[start..end]);
            return end;
        }

        var name = path[start..open];
        if (OperationOf(name) is { IsFunction: true } function && ReadArguments(function, open) is { } afterCall)
        {
            _segments.Add(function.Name);
            return afterCall;
        }

        if (TryReadKey(open, out var key, out var afterKey))
        {
            graph.IsBracketed |= name.Equals("users", StringComparison.OrdinalIgnoreCase);
            AddName(name);
            // A slash inside the quotes is part of the key; the router would treat it as a separator.
            _segments.Add(key.Replace("/", "%2F", StringComparison.Ordinal));
            return afterKey;
        }

        _segments.Add(path[start..end]);
        return end;
    }

    private void AddName(string name)
    {
        if (Unqualified(name) is not { } plain) _segments.Add(name);
        else _segments.Add(operations.Find(_segments, plain)?.Name ?? Namespace + plain);
    }

    private Operation? OperationOf(string name) => operations.Find(_segments, Unqualified(name) ?? name);

    private static string? Unqualified(string name) => Below(Namespace, name) ?? Below(Alias, name);

    private static string? Below(string qualifier, string name) =>
        name.StartsWith(qualifier, StringComparison.OrdinalIgnoreCase) && Operation.IsName(name[qualifier.Length..]) ? name[qualifier.Length..] : null;

    /// <summary>
    /// Reads <c>(a=1,b='x',c=@alias)</c> from an opening parenthesis on. Returns the index after it, or null if it is malformed or
    /// the function has no such parameters.
    /// </summary>
    private int? ReadArguments(Operation function, int open)
    {
        var known = function.Arguments(graph.Version);
        var found = new Dictionary<string, string>();
        var (from, quote, depth) = (open + 1, '\0', 0);
        for (var i = from; i < path.Length; i++)
        {
            var c = path[i];
            if (quote != '\0')
            {
                // A doubled quote ends the text and begins it again.
                if (c == quote) quote = '\0';
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c is '[' or ']')
            {
                depth += c == '[' ? 1 : -1;
            }
            else if (c == ')' || (c == ',' && depth <= 0))
            {
                var isEmpty = c == ')' && from == open + 1 && string.IsNullOrWhiteSpace(path[from..i]);
                if (!isEmpty && !TryAdd(path[from..i])) return null;
                from = i + 1;
                if (c == ',') continue;
                if (from < path.Length && path[from] != '/') return null;
                graph.Arguments = found;
                return from;
            }
        }

        return null;

        bool TryAdd(string text)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? "" : text[..equals].Trim();
            if (known.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } argument) return false;
            if (found.ContainsKey(argument.Name)) return false;
            if (ValueOf(text[(equals + 1)..].Trim()) is { } value) found.Add(argument.Name, value);
            return true;
        }
    }

    /// <summary>The text of a value. An alias without a value counts as left out.</summary>
    private string? ValueOf(string text)
    {
        // The server leaves an encoded slash as it is.
        if (!text.StartsWith('@')) return text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        // Some SDKs send the alias's value without the at sign.
        var value = query[text] is [{ Length: > 0 } sent, ..] ? sent : query[text[1..]] is [{ } plain, ..] ? plain : "";
        return value.Length == 0 ? null : value.Trim();
    }

    /// <summary>Reads <c>('key')</c> or <c>(name='key')</c> from an opening parenthesis on; quotes in the key are doubled.</summary>
    private bool TryReadKey(int open, out string key, out int end)
    {
        key = "";
        end = open;
        // Searches no further than the longest name; otherwise a path with many parentheses would take quadratic time.
        var length = path.AsSpan(open + 1, Math.Min(LongestName + 1, path.Length - open - 1)).IndexOf('\'');
        if (length < 0) return false;
        var (name, quote) = (path.Substring(open + 1, length), open + 1 + length);
        if (name.Length > 0 && !Keys.Contains(name, StringComparer.OrdinalIgnoreCase)) return false;
        var text = new StringBuilder();
        for (var i = quote + 1; i < path.Length; i++)
        {
            if (path[i] != '\'')
            {
                text.Append(path[i]);
            }
            else if (i + 1 < path.Length && path[i + 1] == '\'')
            {
                text.Append('\'');
                i++;
            }
            else
            {
                end = i + 2;
                key = AlternateKeys.FirstOrDefault(k => k.Equals(name, StringComparison.OrdinalIgnoreCase)) + text;
                return text.Length > 0 && i + 1 < path.Length && path[i + 1] == ')' && (end == path.Length || path[end] == '/');
            }
        }

        return false;
    }
}
