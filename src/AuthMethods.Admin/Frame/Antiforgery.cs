using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Admin.Frame;

internal static class Antiforgery
{
    /// <summary>Whether one of these pages sent the form; otherwise answers 400.</summary>
    public static bool IsFromPages(this HttpContext http)
    {
        var isValid = http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true };
        if (!isValid) http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return isValid;
    }
}
