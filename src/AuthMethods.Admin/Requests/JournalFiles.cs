using System.Net.Mime;
using System.Text;
using AuthMethods.Admin.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AuthMethods.Admin.Requests;

/// <summary>The journal as files: for REST clients, and as an HTTP archive.</summary>
internal static class JournalFiles
{
    public static void MapJournalFiles(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Addresses.RequestsFile("http"), (HttpContext http, Api api) => AnswerAsync(http, api, "http"));
        endpoints.MapGet(Addresses.RequestsFile("har"), (HttpContext http, Api api) => AnswerAsync(http, api, "har"));
    }

    /// <summary>The journal of the tenant of whoever is signed in.</summary>
    public static string AddressFor(HttpContext http) => $"/authmethods/tenants/{http.User.FindFirst("tid")?.Value}/journal";

    private static async Task<IResult> AnswerAsync(HttpContext http, Api api, string kind)
    {
        var call = await api.GetAsync($"{AddressFor(http)}/{kind}");
        // The page says why.
        return call.IsSuccess
            ? Results.File(Encoding.UTF8.GetBytes(call.Answer), kind == "har" ? MediaTypeNames.Application.Json : MediaTypeNames.Text.Plain, $"requests.{kind}")
            : Results.Redirect(Addresses.Requests);
    }
}
