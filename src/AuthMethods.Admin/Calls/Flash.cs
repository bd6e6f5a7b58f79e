using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Admin.Calls;

/// <summary>
/// What a change did, for the page that is shown after it. It is in an encrypted cookie, which that page deletes: a new password or access pass
/// is shown once.
/// </summary>
internal sealed class Flash(IHttpContextAccessor accessor, IDataProtectionProvider protection)
{
    private const string Cookie = "console-done";
    // Browsers keep cookies of at most 4 KB, with name and attributes.
    private const int MaxCookie = 3800;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IDataProtector _protector = protection.CreateProtector("AuthMethods.Admin.Flash");
    private Done? _done;

    /// <summary>What the last change did; null if this page doesn't follow one.</summary>
    public Done? Done => _done ??= Read();

    /// <summary>A long answer is left out, then a long body: the cookie must be kept.</summary>
    public void Set(Done done)
    {
        var call = done.Call;
        var texts = new[] { done, done with { Call = call with { Answer = "" } }, done with { Call = call with { Sent = "", Answer = "" } } }.Select(Protected);
        accessor.HttpContext!.Response.Cookies.Append(Cookie, texts.FirstOrDefault(t => t.Length <= MaxCookie) ?? "", Options());
    }

    private string Protected(Done done) => Convert.ToBase64String(_protector.Protect(JsonSerializer.SerializeToUtf8Bytes(done, Plain)));

    private Done? Read()
    {
        var http = accessor.HttpContext!;
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } text) return null;
        if (!http.Response.HasStarted) http.Response.Cookies.Delete(Cookie, Options());
        try
        {
            return JsonSerializer.Deserialize<Done>(_protector.Unprotect(Convert.FromBase64String(text)));
        }
        catch (Exception e) when (e is FormatException or CryptographicException or JsonException)
        {
            return null;
        }
    }

    private CookieOptions Options() => new()
    {
        HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict, Secure = accessor.HttpContext!.Request.IsHttps, Path = "/",
    };
}

/// <summary>What a change did.</summary>
/// <param name="Text">What to say if it succeeded.</param>
/// <param name="Dialog">The id of the dialog that it was asked for in; empty for none.</param>
/// <param name="Call">The call.</param>
internal sealed record Done(string Text, string Dialog, GraphCall Call);
