using System.Security.Cryptography;
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
    // A cookie has at most 4 KB, and encryption adds a third.
    private const int MaxText = 1200;

    private readonly IDataProtector _protector = protection.CreateProtector("AuthMethods.Admin.Flash");
    private Done? _done;

    /// <summary>What the last change did; null if this page doesn't follow one.</summary>
    public Done? Done => _done ??= Read();

    public void Set(Done done)
    {
        var kept = done with { Call = done.Call with { Sent = Short(done.Call.Sent), Answer = Short(done.Call.Answer) } };
        var text = Convert.ToBase64String(_protector.Protect(JsonSerializer.SerializeToUtf8Bytes(kept)));
        accessor.HttpContext!.Response.Cookies.Append(Cookie, text, Options());
    }

    private Done? Read()
    {
        var http = accessor.HttpContext!;
        if (http.Request.Cookies[Cookie] is not { } text) return null;
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

    private static string Short(string text) => text.Length <= MaxText ? text : text[..MaxText] + "…";
}

/// <summary>What a change did.</summary>
/// <param name="Text">What to say if it succeeded.</param>
/// <param name="Dialog">The id of the dialog that it was asked for in; empty for none.</param>
/// <param name="Call">The call.</param>
internal sealed record Done(string Text, string Dialog, GraphCall Call);
