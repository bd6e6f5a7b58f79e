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
        var users = SampleTenant.Personas()
            .ToLookup(p => (p.User.Roles & ~DirectoryRoles.InRoleAssignableGroup) != DirectoryRoles.None, p => Of(p.User, p.About));
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

    private static Persona Of(UserRow user, string about) => new(user.MailNickname!, about, new()
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

    /// <param name="Name">The button's label.</param>
    /// <param name="Description">The button's description.</param>
    /// <param name="Form">The form that is posted to the token endpoint.</param>
    private sealed record Persona(string Name, string Description, Dictionary<string, string> Form);
}
