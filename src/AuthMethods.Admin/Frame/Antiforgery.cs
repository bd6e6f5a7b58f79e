using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Admin.Frame;

internal static class Antiforgery
{
    /// <summary>Whether one of these pages sent the form, for the same person. Otherwise leads to the home page, which says so.</summary>
    public static bool IsFromPages(this HttpContext http)
    {
        var isValid = http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true };
        if (!isValid) http.Response.Redirect($"{Addresses.Home}?problem={Problems.OldForm}");
        return isValid;
    }
}
