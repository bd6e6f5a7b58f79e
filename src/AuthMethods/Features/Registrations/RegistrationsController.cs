using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Registrations;

/// <summary>Registers phones and email addresses of many users at once.</summary>
internal sealed class RegistrationsController(BulkRegistration bulk) : GraphController
{
    /// <summary>Register phones and e-mail addresses in bulk, from JSON or CSV</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity/authentication/howto-authentication-methods-activity At most 1,000 rows, each with a
    /// `user` and any of `mobile`, `alternateMobile`, `office` and `email`; in `text/csv`, the header has these names. Unchanged values
    /// are not written, so the same file can be sent again.
    /// </remarks>
    [HttpPost(Routes.Own + "/registrations"), Requires(Permission.MethodsImport, ChecksEachUser = true)]
    [Takes("""{"value":[{"user":"balas@contoso.com","mobile":"+1 2065555510","email":"balas@fourthcoffee.com"}]}"""), Lists<RegistrationResult>, Options]
    public async Task<IActionResult> Register(DirectoryScope directory, RegistrationList list) => new GraphResult
    {
        IsCollection = true,
        Items = await bulk.ApplyAsync(list.Rows),
    };
}
