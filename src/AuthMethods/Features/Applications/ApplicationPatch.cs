using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.Applications;

/// <summary>The properties that a request sets on an application.</summary>
internal sealed class ApplicationPatch(GraphBody body, GraphVersion version)
{
    private const string Resource = "Application";
    private const int MaxText = 1024;

    private static readonly string[] Audiences =
        ["AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"];

    // A browser would run their content as a script.
    private static readonly string[] ScriptSchemes = ["javascript", "data", "vbscript"];

    /// <summary>The certificates that replace the existing ones; null if none were sent.</summary>
    public IReadOnlyList<ApplicationCredentialRow>? Certificates { get; } = ApplicationSecrets.ReadCertificates(body, "KeyCredential");

    /// <summary>The secrets that a new application gets.</summary>
    public IReadOnlyList<GraphBody> Passwords => body.Parameters().Bodies("passwordCredentials") ?? [];

    /// <summary>Whether something other than certificates was sent.</summary>
    public bool HasSettings => body.Properties().Any(p => !p.Name.Equals("keyCredentials", StringComparison.OrdinalIgnoreCase));

    public IEnumerable<string> Names => body.Properties().Select(p => p.Name);

    public void ApplyTo(ApplicationRow row)
    {
        var application = body.OverObject(Application.From(row), version);
        if (string.IsNullOrWhiteSpace(application.DisplayName)) throw GraphErrors.ValueRequired("displayName", Resource);
        if (application.DisplayName.Length > 256) throw GraphErrors.InvalidValue("displayName", Resource);
        if (!Audiences.Contains(application.SignInAudience)) throw GraphErrors.InvalidValue("signInAudience", Resource);
        if (application.Description?.Length > MaxText) throw GraphErrors.InvalidValue("description", Resource);
        if (application.Notes?.Length > MaxText) throw GraphErrors.InvalidValue("notes", Resource);
        if (application.Tags.Any(t => t.Length is 0 or > 256)) throw GraphErrors.InvalidValue("tags", Resource);
        if (!application.IdentifierUris.All(u => Uri.TryCreate(u, UriKind.Absolute, out _))) throw GraphErrors.InvalidValue("identifierUris", Resource);
        if (!application.Web.RedirectUris.Concat(application.Spa.RedirectUris).All(IsWebAddress)
            || !application.PublicClient.RedirectUris.All(u => Uri.TryCreate(u, UriKind.Absolute, out var uri) && !ScriptSchemes.Contains(uri.Scheme)))
        {
            throw GraphErrors.InvalidValue("redirectUris", Resource);
        }

        if (!AreDistinct(application.AppRoles.Select(r => r.Id)) || application.AppRoles.Any(r => r.AllowedMemberTypes.Count == 0))
        {
            throw GraphErrors.InvalidValue("appRoles", Resource);
        }

        if (!AreDistinct(application.Api.Oauth2PermissionScopes.Select(s => s.Id))) throw GraphErrors.InvalidValue("oauth2PermissionScopes", Resource);
        application.ApplyTo(row);
    }

    private static bool AreDistinct(IEnumerable<Guid> ids)
    {
        var known = new HashSet<Guid>();
        return ids.All(id => id != Guid.Empty && known.Add(id));
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || Loopback.IsAddress(text));
}
