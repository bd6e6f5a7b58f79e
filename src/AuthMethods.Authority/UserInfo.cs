using System.Text.Json.Nodes;
using AuthMethods.Access;
using AuthMethods.Access.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority;

/// <summary>OpenID Connect's userinfo: what the access token of a user says about them, as Graph serves it at <c>/oidc/userinfo</c>.</summary>
internal static class UserInfo
{
    public const string Path = "/oidc/userinfo";

    public static async Task AnswerAsync(HttpContext http)
    {
        // A token of an application, or one that is not accepted, names no user.
        var isAccepted = (await http.AuthenticateAsync()).Succeeded;
        if (!isAccepted || http.RequestServices.GetRequiredService<Caller>() is not { IsAppOnly: false, Token: { } token })
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return;
        }

        var user = await http.RequestServices.GetRequiredService<AuthorityStore>().FindUserAsync(token.ObjectId);
        var body = new JsonObject { ["sub"] = token.ObjectId.ToString() };
        if (user is not null)
        {
            body["name"] = user.DisplayName ?? user.UserPrincipalName;
            if (user.GivenName is not null) body["given_name"] = user.GivenName;
            if (user.Surname is not null) body["family_name"] = user.Surname;
            if (user.Mail is not null) body["email"] = user.Mail;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }
}
