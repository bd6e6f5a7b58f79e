using System.Globalization;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.OData.UriParser;

namespace AuthMethods.Features.Delta;

/// <summary>A request of a delta query: its own options, or those of the token in the link that the client follows.</summary>
internal sealed class DeltaRequest
{
    private const int DefaultPageSize = 100;
    private const int MaxPageSize = 999;
    private const int MaxIds = 50;
    private const string DeltaTokenOption = "$deltatoken";

    private static readonly string[] NotSupported = ["orderby", "search", "expand", "skip"];

    private DeltaRequest(GraphVersion version, DeltaSelection selection) => (Version, Selection) = (version, selection);

    public GraphVersion Version { get; }

    /// <summary>Null in the first request.</summary>
    public DeltaToken? Token { get; private init; }

    /// <summary>Asks for no objects, only for the link to later changes.</summary>
    public bool IsLatest { get; private init; }

    public DeltaSelection Selection { get; }

    /// <summary>The part of the context that shows this request's <c>$select</c>. Links contain none, so later responses don't show it.</summary>
    public string Context { get; private init; } = "";

    public Guid[]? Ids { get; private init; }

    public int? Top { get; private init; }

    /// <summary>The number of objects on a page.</summary>
    public int PageSize { get; private init; }

    /// <summary>Asks for the changed properties only.</summary>
    public bool IsMinimal { get; private init; }

    /// <summary>The preferences that the response follows.</summary>
    public string? Preferences { get; private init; }

    public static DeltaRequest Read(HttpContext http, TrackedObjects objects, DeltaTokens tokens)
    {
        var query = GraphQuery.Parse(http.Request);
        if (http.Request.Query.Keys.FirstOrDefault(k => k.Equals("deltatoken", StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            throw GraphErrors.UnrecognizedArgument(name);
        }

        if (NotSupported.FirstOrDefault(query.Has) is { } option) throw GraphErrors.OptionNotSupported($"${option}");
        var delta = http.Request.Query[DeltaTokenOption];
        if (delta.Count > 1) throw GraphErrors.RepeatedOption(DeltaTokenOption);
        var isLatest = "latest".Equals(delta, StringComparison.OrdinalIgnoreCase);
        // An empty token begins again, which is where the response to an expired one points.
        var token = isLatest || string.IsNullOrEmpty(delta) ? null : tokens.Read(delta!);
        if (query.Value("skiptoken") is { } skip)
        {
            token = delta.Count == 0 ? tokens.Read(skip) : throw GraphErrors.BadlyFormedToken();
            if (query.Has("select")) throw GraphErrors.OptionInToken("$select");
        }

        if (token is not null && (token.IsSkip != query.Has("skiptoken") || token.Kind != objects.Kind || token.Version != query.Version))
        {
            throw GraphErrors.BadlyFormedToken();
        }

        if (token is not null && query.Has("filter")) throw GraphErrors.OptionInToken("$filter");
        var selection = DeltaSelection.Parse(query.Value("select") ?? token?.Select, objects, query.Version);
        var top = query.Has("top") ? query.PageSize(DefaultPageSize, MaxPageSize) : token?.Top;
        var preferred = Preferred(http.Request);
        var isMinimal = preferred.GetValueOrDefault("return") == "minimal";
        int? size = int.TryParse(preferred.GetValueOrDefault("maxpagesize"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : null;
        return new(query.Version, selection)
        {
            Token = token,
            IsLatest = isLatest,
            Context = query.Has("select") && selection.Text.Length > 0 ? $"({selection.Text})" : "",
            Ids = token is not null ? token.Ids : query.Value("filter") is { } filter ? IdsIn(filter, objects, query.Version) : null,
            Top = top,
            PageSize = Math.Min(top ?? DefaultPageSize, Math.Min(size ?? MaxPageSize, MaxPageSize)),
            IsMinimal = isMinimal,
            Preferences = (isMinimal, size) switch
            {
                (true, null) => "return=minimal",
                (false, { } max) => $"odata.maxpagesize={max}",
                (true, { } max) => $"return=minimal, odata.maxpagesize={max}",
                _ => null,
            },
        };
    }

    /// <summary>The preferences by name; the prefix <c>odata.</c> is optional.</summary>
    private static Dictionary<string, string> Preferred(HttpRequest request)
    {
        var preferred = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var preference in string.Join(',', request.Headers["Prefer"].ToArray()).Split([',', ';'], StringSplitOptions.TrimEntries))
        {
            if (preference.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, var value]) continue;
            if (name.StartsWith("odata.", StringComparison.OrdinalIgnoreCase)) name = name["odata.".Length..];
            preferred.TryAdd(name, value.Trim('"').ToLowerInvariant());
        }

        return preferred;
    }

    private static Guid[] IdsIn(string filter, TrackedObjects objects, GraphVersion version)
    {
        var ids = new HashSet<Guid>();
        var count = 0;
        Add(new ClauseParser(objects.Type, version, GraphErrors.NotDeclared).ParseFilter(filter).Expression);
        return count <= MaxIds ? [.. ids] : throw GraphErrors.TooManyObjects(MaxIds);

        void Add(QueryNode node)
        {
            switch (PropertyPath.Unwrap(node))
            {
                case BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or:
                    Add(or.Left);
                    Add(or.Right);
                    break;
                case BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Equal } equal
                    when PropertyPath.Of(equal.Left) == "id" && PropertyPath.Unwrap(equal.Right) is ConstantNode { Value: string or Guid } id:
                    count++;
                    // A value that isn't a GUID matches no object.
                    if (GuidKey.TryParse(id.Value.ToString(), out var parsed)) ids.Add(parsed);
                    break;
                default:
                    throw GraphErrors.UnsupportedFilter(PropertyPath.FirstIn(node), objects.Resource);
            }
        }
    }
}
