using System.Net;
using System.Text.RegularExpressions;
using AuthMethods.Seed;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Admin;

/// <summary>The pages in a browser without scripts, which follows where they lead.</summary>
internal sealed partial class PageBrowser(TestTenant tenant)
{
    private readonly FormBrowser _browser = new(tenant.Server.Client());

    public Dictionary<string, string> Cookies => _browser.Cookies;

    /// <summary>The page of somebody whom one click signed in.</summary>
    public static async Task<PageBrowser> AsPersonaAsync(TestTenant tenant, string alias)
    {
        var browser = new PageBrowser(tenant);
        await browser.OpenAsync("/console");
        (await browser._browser.SubmitAsync(("user", tenant.Name(alias)))).Is(HttpStatusCode.Found);
        return browser;
    }

    /// <summary>The page of somebody who signed in on the authority's pages.</summary>
    public static async Task<PageBrowser> SignedInAsync(TestTenant tenant, string alias, string address)
    {
        var browser = new PageBrowser(tenant);
        await browser.OpenAsync(address);
        await browser._browser.SubmitAsync(("username", tenant.Name(alias)));
        await browser._browser.SubmitAsync(("password", SampleTenant.Password));
        await browser.FollowAsync();
        return browser;
    }

    public async Task<Answer> OpenAsync(string address)
    {
        await _browser.OpenAsync(address);
        return await FollowAsync();
    }

    /// <summary>Makes a call as one of the page's forms does, and shows the page after it.</summary>
    public async Task<Answer> CallAsync(string call, string back, string? body = null)
    {
        var token = _browser.Hidden.First(f => f.Name == "__RequestVerificationToken").Value;
        await PostAsync(
            "/console/call", ("__RequestVerificationToken", token), ("call", call), ("body", body ?? ""), ("return", back), ("done", "It was done."));
        return await OpenAsync(back);
    }

    /// <summary>Signs in as somebody else from a page, which is shown to them.</summary>
    public async Task<Answer> TryAgainAsAsync(string alias, string back)
    {
        var token = _browser.Hidden.First(f => f.Name == "__RequestVerificationToken").Value;
        await PostAsync("/console/persona", ("__RequestVerificationToken", token), ("user", tenant.Name(alias)), ("return", back));
        return await OpenAsync(back);
    }

    /// <summary>Sends a form that is on no page.</summary>
    public async Task<Answer> PostAsync(string address, params (string Name, string Value)[] form)
    {
        var answer = await tenant.Server.Client().AnswerAsync(
            HttpMethod.Post, address, TokenRequests.Encoded(form), "application/x-www-form-urlencoded",
            ("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}"))));
        foreach (var header in answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            if (header.Split(';')[0].Split('=', 2) is [var name, { Length: > 0 } value]) Cookies[name] = value;
        }

        return answer;
    }

    /// <summary>The secret of the authenticator app that the page sets up.</summary>
    public static string SecretOn(Answer page) => Secret().Match(page.Is(HttpStatusCode.OK).Text).Groups["secret"].Value is { Length: > 0 } secret
        ? secret
        : throw new ArgumentException(page.Text);

    private async Task<Answer> FollowAsync()
    {
        while (_browser.Page.Headers.Location is { } next)
        {
            await _browser.OpenAsync(next.IsAbsoluteUri ? next.PathAndQuery : next.ToString());
        }

        return _browser.Page;
    }

    [GeneratedRegex("class=\"code secret\">(?<secret>[A-Z2-7]+)<", RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();
}
