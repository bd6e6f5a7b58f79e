using System.Collections.Concurrent;
using System.Net;
using System.Net.Mime;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AuthMethods.Server.Documentation;

/// <summary>
/// The Markdown pages embedded in this assembly, as HTML. <c>docs/README.md</c> is the start page, and its chapters are the navigation
/// of each page.
/// </summary>
internal sealed class DocumentationPages
{
    public const string Root = "/docs";

    private const string Index = "docs/README.md";
    private const string Style = "style.css";

    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).DisableHtml().Build();

    // Resource names by path in the repository; a build on Windows puts backslashes into the names.
    private readonly Dictionary<string, string> _resources =
        typeof(DocumentationPages).Assembly.GetManifestResourceNames().ToDictionary(name => name.Replace('\\', '/'));

    private readonly Dictionary<string, string> _files;
    private readonly ConcurrentDictionary<string, string> _pages = [];
    private readonly string _navigation;

    public DocumentationPages()
    {
        _files = _resources.Keys.ToDictionary(file => AddressOf(file)!);
        _navigation = Navigation();
    }

    /// <summary>The media type and the text at an address; nulls if there is nothing.</summary>
    public (string? Type, string? Text) Find(string address) =>
        !_files.TryGetValue(address, out var file) ? (null, null)
        : file == Style ? (MediaTypeNames.Text.Css, Read(file))
        : file.EndsWith(".md", StringComparison.Ordinal) ? (MediaTypeNames.Text.Html, _pages.GetOrAdd(file, Html))
        : (MediaTypeNames.Text.Plain, Read(file));

    private string Read(string file)
    {
        using var reader = new StreamReader(typeof(DocumentationPages).Assembly.GetManifestResourceStream(_resources[file])!);
        return reader.ReadToEnd();
    }

    /// <summary>The address of a file of the repository; null if it is not served.</summary>
    private string? AddressOf(string file) =>
        !_resources.ContainsKey(file) ? null
        : file == Index ? Root
        : $"{Root}/{(file.StartsWith("docs/", StringComparison.Ordinal) ? file["docs/".Length..] : file)}";

    private string Html(string file)
    {
        var document = Parse(file);
        var title = document.OfType<HeadingBlock>().FirstOrDefault()?.Inline?.FirstChild?.ToString() ?? file;
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{WebUtility.HtmlEncode(title)} – AuthMethods</title>
            <link rel="stylesheet" href="{Root}/{Style}">
            </head>
            <body>
            <main>
            {document.ToHtml(Pipeline)}
            </main>
            <nav aria-label="Documentation">
            <p><a href="{Root}">AuthMethods</a> <a href="/swagger">Swagger UI</a></p>
            {_navigation}
            </nav>
            </body>
            </html>
            """;
    }

    /// <summary>The chapters of the index, each with the links in it.</summary>
    private string Navigation() => string.Join('\n', Parse(Index).Aggregate(new List<(string Title, List<string> Links)>(), (chapters, block) =>
    {
        if (block is HeadingBlock { Level: 2 } heading) chapters.Add((heading.Inline!.FirstChild!.ToString()!, []));
        else if (chapters.Count > 0) chapters[^1].Links.AddRange(block.Descendants().OfType<LinkInline>().Select(Item));
        return chapters;
    }).Select(chapter => $"<h2>{WebUtility.HtmlEncode(chapter.Title)}</h2>\n<ul>{string.Concat(chapter.Links)}</ul>"));

    private static string Item(LinkInline link) =>
        $"<li><a href=\"{link.Url}\">{WebUtility.HtmlEncode(string.Concat(link.Descendants().OfType<LiteralInline>()))}</a></li>";

    /// <summary>Parses a page and rewrites its links to served addresses. A link to a file that is not served becomes text.</summary>
    private MarkdownDocument Parse(string file)
    {
        var document = Markdown.Parse(Read(file), Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToArray())
        {
            if (Uri.IsWellFormedUriString(link.Url, UriKind.Absolute) || link.Url!.StartsWith('#')) continue;
            var parts = link.Url.Split('#', 2);
            var target = new Uri(new Uri($"file:///{file}"), parts[0]).AbsolutePath.TrimStart('/');
            if (AddressOf(target) is { } address) link.Url = parts.Length == 2 ? $"{address}#{parts[1]}" : address;
            else link.ReplaceBy(new EmphasisInline { DelimiterChar = '*', DelimiterCount = 1 }, copyChildren: true);
        }

        foreach (var table in document.Descendants<Markdig.Extensions.Tables.Table>()) table.GetAttributes().AddProperty("tabindex", "0");
        return document;
    }
}
