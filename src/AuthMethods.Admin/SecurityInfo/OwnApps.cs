using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AuthMethods.Admin.Calls;
using AuthMethods.Admin.Frame;
using AuthMethods.Credentials;
using AuthMethods.Features.SoftwareOathMethods;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Admin.SecurityInfo;

/// <summary>
/// The authenticator app that a person sets up. Its secret is in a cookie, encrypted for that person, until they enter a code that the app
/// computed from it; only then the API hears of it.
/// </summary>
internal sealed class OwnApps(IHttpContextAccessor accessor, IDataProtectionProvider protection, TimeProvider time)
{
    public const string Address = Addresses.SecurityInfo + "/app";

    private const string Cookie = "console-app";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private HttpContext Http => accessor.HttpContext!;

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("AuthMethods.Admin.OwnApps", PersonId).ToTimeLimitedDataProtector();

    private string PersonId => Http.User.FindFirst("oid")!.Value;

    /// <summary>A new secret in Base32.</summary>
    public string Begin()
    {
        var secret = SoftwareOathSetup.NewSecret();
        Http.Response.Cookies.Append(Cookie, Protector.Protect(secret, Lifetime), new()
        {
            HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict, Secure = Http.Request.IsHttps, Path = Addresses.SecurityInfo,
        });
        return secret;
    }

    /// <summary>The secret of the form that the person has open; null if there is none or it is too old.</summary>
    public string? Find()
    {
        try
        {
            return Http.Request.Cookies[Cookie] is { } text ? Protector.Unprotect(text) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Address, AddAsync).WithMetadata(new RequireAntiforgeryTokenAttribute());

    private static async Task AddAsync(HttpContext http)
    {
        if (!http.IsFromPages()) return;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var apps = http.RequestServices.GetRequiredService<OwnApps>();
        if (apps.Find() is not { } secret || !SoftwareOathSetup.IsShown(form["code"].ToString(), Base32.Decode(secret)!, apps.Now))
        {
            http.Response.Redirect($"{Addresses.SecurityInfo}?add=app&wrong=1");
            return;
        }

        var call = await http.RequestServices.GetRequiredService<Api>().SendAsync(
            HttpMethods.Post, $"/authmethods/users/{apps.PersonId}/authentication/softwareOathMethods",
            new JsonObject { ["secretKey"] = secret }.ToJsonString());
        if (call.IsSuccess) http.Response.Cookies.Delete(Cookie, new() { Path = Addresses.SecurityInfo });
        http.RequestServices.GetRequiredService<Flash>().Set(new("Your authenticator app was added.", "", call));
        http.Response.Redirect(Addresses.SecurityInfo);
    }

    private DateTimeOffset Now => time.GetUtcNow();
}
