using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AuthMethods.Admin.Calls;
using AuthMethods.Admin.Frame;
using AuthMethods.Credentials;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using QRCoder;

namespace AuthMethods.Admin.SecurityInfo;

/// <summary>
/// Authenticator apps that are being set up. The secret is in the form, encrypted; the API hears of it when the person has entered a code that
/// the app computed.
/// </summary>
internal sealed class OwnApps(IDataProtectionProvider protection, TimeProvider time)
{
    public const string Address = Addresses.SecurityInfo + "/app";

    private const int SecretLength = 20;
    private const int Interval = 30;

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("AuthMethods.Admin.OwnApps").ToTimeLimitedDataProtector();

    /// <param name="setup">That of the form before, if its code was wrong.</param>
    /// <param name="name">The person's user principal name.</param>
    public OwnApp Of(string? setup, string name)
    {
        var secret = Read(setup) ?? Base32.Encode(RandomNumberGenerator.GetBytes(SecretLength));
        var link = $"otpauth://totp/AuthMethods:{Uri.EscapeDataString(name)}?secret={secret}&issuer=AuthMethods";
        using var data = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        var drawing = code.GetGraphic(4, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        return new(_protector.Protect(secret, TimeSpan.FromMinutes(15)), secret, drawing);
    }

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Address, AddAsync).WithMetadata(new RequireAntiforgeryTokenAttribute());

    private static async Task AddAsync(HttpContext http)
    {
        if (!http.IsFromPages()) return;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (setup, code) = (form["setup"].ToString(), form["code"].ToString().Trim());
        var apps = http.RequestServices.GetRequiredService<OwnApps>();
        if (apps.Read(setup) is not { } secret || !apps.IsRight(secret, code))
        {
            http.Response.Redirect(QueryHelpers.AddQueryString(Addresses.SecurityInfo, new Dictionary<string, string?> { ["add"] = "app", ["again"] = setup }));
            return;
        }

        var address = $"/authmethods/users/{http.User.FindFirst("oid")!.Value}/authentication/softwareOathMethods";
        var call = await http.RequestServices.GetRequiredService<Api>().SendAsync(
            HttpMethods.Post, address, new JsonObject { ["secretKey"] = secret }.ToJsonString());
        http.RequestServices.GetRequiredService<Flash>().Set(new("Your authenticator app was added.", "", call with { Sent = """{"secretKey":"…"}""" }));
        http.Response.Redirect(Addresses.SecurityInfo);
    }

    private bool IsRight(string secret, string code) =>
        TotpCode.StepOf(code, Base32.Decode(secret)!, OtpHashMode.Sha1, Interval, time.GetUtcNow()) is not null;

    private string? Read(string? setup)
    {
        try
        {
            return setup is null ? null : _protector.Unprotect(setup);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <param name="Setup">The secret, encrypted, for the form.</param>
/// <param name="Secret">The secret in Base32, as people type it.</param>
/// <param name="Drawing">The QR code, as SVG.</param>
internal sealed record OwnApp(string Setup, string Secret, string Drawing);
