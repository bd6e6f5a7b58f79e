using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Authority.Pages;

/// <summary>Renders the pages' components. They need no services, so that none are registered before a page is asked for.</summary>
internal static class Html
{
    /// <summary>The script of a page whose form only carries an answer on.</summary>
    public const string Sending = "document.forms[0].submit();";

    private static readonly Lazy<string> StyleText = new(() => Read("pages.css"));
    private static readonly Lazy<string> ScanText = new(() => Read("scan.js"));
    private static readonly Lazy<string> CeremonyText = new(() => Read("ceremony.js"));
    private static readonly Lazy<string> WaitingText = new(() => Read("waiting.js"));

    public static string Style => StyleText.Value;

    /// <summary>The script of pages for authenticators: it passes a page's options to the browser's authenticators, and their answer to the form.</summary>
    public static string Ceremony => CeremonyText.Value;

    /// <summary>The script of the page for QR codes, which reads one with the camera or from an image.</summary>
    public static string Scan => ScanText.Value;

    /// <summary>The script of the page that waits for an approval: it sends the form once there is an answer.</summary>
    public static string Waiting => WaitingText.Value;

    public static async Task<string> RenderAsync<T>(HttpContext http, Dictionary<string, object?> parameters) where T : IComponent
    {
        await using var renderer = new HtmlRenderer(http.RequestServices, http.RequestServices.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    /// <summary>How a content security policy names an inline text.</summary>
    public static string SourceOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Html).Assembly.GetManifestResourceStream(typeof(Html), name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
