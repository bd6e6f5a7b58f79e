using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AuthMethods.Tests.Server;

/// <summary>A browser without scripts: it keeps cookies, and sends the form of the page that it shows.</summary>
internal sealed partial class FormBrowser(HttpClient client)
{
    public Dictionary<string, string> Cookies { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What the browser says of where its forms come from.</summary>
    public (string Name, string Value)[] Headers { get; set; } =
        [("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin")];

    /// <summary>The Set-Cookie headers so far.</summary>
    public List<string> Set { get; } = [];

    public Answer Page { get; private set; } = null!;

    /// <summary>The hidden fields of the page's form.</summary>
    public (string Name, string Value)[] Hidden => [.. HiddenField().Matches(Page.Text)
        .Select(m => (m.Groups["name"].Value, WebUtility.HtmlDecode(m.Groups["value"].Value)))];

    /// <summary>The label of the page's field; null if it has none.</summary>
    public string? Label => Labels().Match(Page.Text) is { Success: true } m ? m.Groups["text"].Value : null;

    /// <summary>Where the page's form is sent.</summary>
    public string Action => WebUtility.HtmlDecode(FormAction().Match(Page.Text).Groups["action"].Value);

    /// <summary>The options that the page passes to authenticators.</summary>
    public JsonNode Options => JsonNode.Parse(WebUtility.HtmlDecode(OptionsOfForm().Match(Page.Text).Groups["options"].Value))!;

    /// <summary>The buttons' texts.</summary>
    public string[] Buttons => [.. Button().Matches(Page.Text).Select(m => WebUtility.HtmlDecode(m.Groups["text"].Value))];

    public async Task<Answer> OpenAsync(string path) => Page = await SendAsync(HttpMethod.Get, path, null);

    /// <summary>Fills the page's form in and sends it.</summary>
    public Task<Answer> SubmitAsync(params (string Name, string Value)[] fields) => SubmitAsync(Page, fields);

    /// <summary>The same with a page that was shown before.</summary>
    public async Task<Answer> SubmitAsync(Answer page, params (string Name, string Value)[] fields)
    {
        Page = page;
        Assert.True(Action.Length > 0, page.Text);
        return Page = await SendAsync(HttpMethod.Post, Action, Encoded([.. Hidden, .. fields]));
    }

    /// <summary>Clicks the button with this text.</summary>
    public Task<Answer> ClickAsync(string text, params (string Name, string Value)[] fields)
    {
        var button = Button().Matches(Page.Text).FirstOrDefault(m => WebUtility.HtmlDecode(m.Groups["text"].Value) == text);
        Assert.True(button is not null, $"no button {text} in {Page.Text}");
        return SubmitAsync([.. fields, (button.Groups["name"].Value, WebUtility.HtmlDecode(button.Groups["value"].Value))]);
    }

    private static string Encoded(IEnumerable<(string Name, string Value)> form) =>
        string.Join('&', form.Select(f => $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString(f.Value)}"));

    private async Task<Answer> SendAsync(HttpMethod method, string path, string? form)
    {
        var cookies = string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}"));
        (string, string)[] headers = [.. method == HttpMethod.Post ? Headers : [], .. cookies.Length > 0 ? [("Cookie", cookies)] : Array.Empty<(string, string)>()];
        var answer = await client.AnswerAsync(method, path, form, "application/x-www-form-urlencoded", headers);
        foreach (var header in answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            Set.Add(header);
            var (name, value) = header.Split(';')[0].Split('=', 2) is [var n, var v] ? (n, v) : (header, "");
            if (value.Length == 0) Cookies.Remove(name);
            else Cookies[name] = value;
        }

        return answer;
    }

    [GeneratedRegex("<form method=\"post\" action=\"(?<action>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex FormAction();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)" ?/?>""", RegexOptions.ExplicitCapture)]
    private static partial Regex HiddenField();

    [GeneratedRegex("data-options=\"(?<options>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex OptionsOfForm();

    [GeneratedRegex("<label>(?<text>[^<]*?) <input", RegexOptions.ExplicitCapture)]
    private static partial Regex Labels();

    [GeneratedRegex("""<button(?: class="[^"]*")?(?: name="(?<name>[^"]*)" value="(?<value>[^"]*)")?[^>]*>(?<text>[^<]*)</button>""", RegexOptions.ExplicitCapture)]
    private static partial Regex Button();
}
