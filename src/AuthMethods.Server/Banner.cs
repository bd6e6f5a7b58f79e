using AuthMethods.Authority;
using AuthMethods.Seed;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server;

/// <summary>Prints what someone who starts the server for the first time needs to know.</summary>
internal static class Banner
{
    public static void Print(WebApplication app)
    {
        var address = app.Urls.FirstOrDefault()
            ?.Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("[::]", "localhost", StringComparison.Ordinal)
            ?? "http://localhost:5080";
        Console.WriteLine(
            $"\nAuthMethods {typeof(Banner).Assembly.GetName().Version?.ToString(3)}: the Microsoft Graph authentication-methods API, listening on {string.Join(" and ", app.Urls)}");
        if (app.Environment.IsDevelopment()) PrintTrust(app);
        if (!app.Environment.IsDevelopment() || !app.Services.GetRequiredService<IOptions<AuthorityOptions>>().Value.Enabled) return;
        Console.WriteLine($$"""

              Graph       {{address}}/v1.0 and {{address}}/beta
              Try it      {{address}}/swagger
              Read it     {{address}}/docs
              Tokens      {{address}}/{{SampleTenant.Id}}/oauth2/v2.0/token
              Sign in as  auth.admin@{{SampleTenant.Domain}}, password {{SampleTenant.Password}} ({{address}}/docs/reference/sample-tenant.md lists the others)

            This gets a token and lists what kim can sign in with:

              curl -s {{address}}/v1.0/users/kim@{{SampleTenant.Domain}}/authentication/methods -H "Authorization: Bearer $(curl -s {{address}}/{{SampleTenant.Id}}/oauth2/v2.0/token -d grant_type=password -d client_id={{SampleTenant.AdminTools}} -d username=auth.admin@{{SampleTenant.Domain}} -d 'password={{SampleTenant.Password}}' -d scope=.default | sed 's/.*"access_token":"\([^"]*\)".*/\1/')"

            """);
    }

    /// <summary>MSAL and Azure.Identity sign in only over https, so they must trust the certificate.</summary>
    private static void PrintTrust(WebApplication app)
    {
        var certificate = Path.GetFullPath(Path.Combine(ServerHost.DataDirectory(app.Configuration), DevelopmentCertificate.FileName));
        if (!app.Urls.Any(u => u.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) || !File.Exists(certificate)) return;
        Console.WriteLine($"""

              https       trust {certificate}
                          curl --cacert FILE, .NET on Linux SSL_CERT_FILE=FILE, Node NODE_EXTRA_CA_CERTS=FILE
            """);
    }
}
