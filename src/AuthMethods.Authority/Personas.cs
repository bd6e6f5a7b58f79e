using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Seed;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Swashbuckle.AspNetCore.SwaggerUI;
using static AuthMethods.Seed.SampleTenant;

namespace AuthMethods.Authority;

/// <summary>The sample users and the sample application that Swagger UI can sign in as in Development.</summary>
internal static class Personas
{
    public static void MapPersonas(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/swagger/personas.js", ScriptAsync);
        routes.MapGet("/swagger/personas.json", http => http.Response.WriteAsJsonAsync(All()));
    }

    /// <summary>Adds their buttons to the page.</summary>
    public static void AddTo(SwaggerUIOptions ui)
    {
        ui.InjectJavascript("./personas.js");
    }

    private static async Task ScriptAsync(HttpContext http)
    {
        http.Response.ContentType = "text/javascript; charset=utf-8";
        await using var content = typeof(Personas).Assembly.GetManifestResourceStream(typeof(Personas), "personas.js")!;
        await content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static object All()
    {
        var users = SampleTenant.Users().Where(user => user.AccountEnabled)
            .ToLookup(user => (user.Roles & ~DirectoryRoles.InRoleAssignableGroup) != DirectoryRoles.None, Of);
        return new
        {
            TokenEndpoint = $"/{Id}/oauth2/v2.0/token",
            Groups = new[]
            {
                new { Title = "Administrators", Personas = users[true] },
                new { Title = "Users without a role", Personas = users[false] },
                new { Title = "Application", Personas = (IEnumerable<Persona>)[OfProvisioning()] },
            },
        };
    }

    private static Persona Of(UserRow user) => new(user.MailNickname!, Description(user), new()
    {
        ["grant_type"] = "password",
        ["client_id"] = AdminTools.ToString(),
        ["username"] = user.UserPrincipalName,
        ["password"] = Password,
        ["scope"] = ".default",
    });

    private static Persona OfProvisioning() => new("Provisioning", "every application permission", new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = Provisioning.ToString(),
        ["client_secret"] = ProvisioningSecret,
        ["scope"] = "https://graph.microsoft.com/.default",
    });

    private static string Description(UserRow user) =>
        user.Roles == DirectoryRoles.InRoleAssignableGroup ? "member of a role-assignable group"
        : user.Roles != DirectoryRoles.None ? string.Join(", ", DirectoryRole.NamesOf(user.Roles))
        : user.OnPremisesSyncEnabled == true ? "synchronized from on-premises"
        : user.UserType.ToLowerInvariant();

    /// <param name="Name">The button's label.</param>
    /// <param name="Description">The button's description.</param>
    /// <param name="Form">The form that is posted to the token endpoint.</param>
    private sealed record Persona(string Name, string Description, Dictionary<string, string> Form);
}
