using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace AuthMethods.Sdk.Tests;

/// <summary>A method and a path of Graph, with <c>{id}</c> for each key.</summary>
internal sealed partial record GraphOperation(string Method, string Path)
{
    private static readonly PropertyInfo Template =
        typeof(BaseRequestBuilder).GetProperty("UrlTemplate", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!;

    /// <summary>Every operation of v1.0 that the official client has a request builder for.</summary>
    public static IReadOnlyList<GraphOperation> OfTheClient()
    {
        using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider());
        var builders = typeof(GraphServiceClient).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(BaseRequestBuilder)) && !t.IsAbstract);
        return [.. builders.SelectMany(t => Of(t, adapter)).Distinct()];
    }

    public string Root => Path.Split('/', '(')[1];

    /// <summary>The operation as text, with <c>/users/{id}</c> for <c>/me</c>.</summary>
    public string OfAnyUser => Root == "me" ? $"{Method} /users/{{id}}{Path["/me".Length..]}" : $"{Method} {Path}";

    /// <summary>The path with a value for each key that no object has.</summary>
    public string Address(string version) => $"/{version}{Path.Replace("{id}", Guid.NewGuid().ToString(), StringComparison.Ordinal)}";

    public override string ToString() => $"{Method} {Path}";

    private static IEnumerable<GraphOperation> Of(Type builder, IRequestAdapter adapter)
    {
        var constructor = builder.GetConstructors().FirstOrDefault(c => c.GetParameters()[0].ParameterType == typeof(Dictionary<string, object>));
        if (constructor is null) return [];
        var arguments = constructor.GetParameters().Select((_, i) => i switch { 0 => new Dictionary<string, object>(), 1 => adapter, _ => (object?)null });
        if (Template.GetValue(constructor.Invoke([.. arguments])) is not string template) return [];
        var path = Key().Replace(Options().Replace(template.Replace("{+baseurl}", "", StringComparison.Ordinal), ""), "{id}");
        return builder.GetMethods().Select(m => Verb().Match(m.Name)).Where(m => m.Success)
            .Select(m => new GraphOperation(m.Groups[1].Value.ToUpperInvariant(), path));
    }

    [GeneratedRegex(@"^(Get|Post|Patch|Put|Delete)(As\w+)?Async$")]
    private static partial Regex Verb();

    [GeneratedRegex(@"\{\?.*|\?.*")]
    private static partial Regex Options();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Key();
}
