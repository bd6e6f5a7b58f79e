using AuthMethods.Seed;

namespace AuthMethods.Admin.Home;

/// <summary>First lines for each client, which the home page shows and the command <c>env</c> prints.</summary>
internal static class Starts
{
    /// <param name="origin">The address of the server, without a slash at the end.</param>
    public static IReadOnlyList<Start> Of(string origin) =>
    [
        new("curl", "curl", $$"""
            TOKEN=$(curl -s {{origin}}/{{SampleTenant.Id}}/oauth2/v2.0/token -d grant_type=client_credentials -d client_id={{SampleTenant.Provisioning}} \
              -d client_secret={{SampleTenant.ProvisioningSecret}} -d scope=https://graph.microsoft.com/.default | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
            curl -s {{origin}}/v1.0/users/kim@{{SampleTenant.Domain}}/authentication/methods -H "Authorization: Bearer $TOKEN"
            """),
        new("powershell", "PowerShell", $$"""
            $token = (Invoke-RestMethod {{origin}}/{{SampleTenant.Id}}/oauth2/v2.0/token -Method Post -Body @{
              grant_type = 'client_credentials'; client_id = '{{SampleTenant.Provisioning}}'
              client_secret = '{{SampleTenant.ProvisioningSecret}}'; scope = 'https://graph.microsoft.com/.default' }).access_token
            Add-MgEnvironment -Name AuthMethods -GraphEndpoint {{origin}} -AzureADEndpoint {{origin}}
            Connect-MgGraph -Environment AuthMethods -AccessToken (ConvertTo-SecureString $token -AsPlainText)
            Get-MgUserAuthenticationMethod -UserId kim@{{SampleTenant.Domain}}
            """),
        new("csharp", "C#", $$"""
            var credential = new ClientSecretCredential("{{SampleTenant.Id}}", "{{SampleTenant.Provisioning}}", "{{SampleTenant.ProvisioningSecret}}",
                new() { AuthorityHost = new Uri("https://localhost:5443"), DisableInstanceDiscovery = true });
            var graph = new GraphServiceClient(credential, ["https://graph.microsoft.com/.default"], "{{origin}}/v1.0");
            var methods = await graph.Users["kim@{{SampleTenant.Domain}}"].Authentication.Methods.GetAsync();
            """),
        new("javascript", "JavaScript", $$"""
            const response = await fetch("{{origin}}/{{SampleTenant.Id}}/oauth2/v2.0/token", { method: "POST", body: new URLSearchParams({
              grant_type: "client_credentials", client_id: "{{SampleTenant.Provisioning}}", client_secret: "{{SampleTenant.ProvisioningSecret}}",
              scope: "https://graph.microsoft.com/.default" }) });
            const { access_token } = await response.json();
            const methods = await fetch("{{origin}}/v1.0/users/kim@{{SampleTenant.Domain}}/authentication/methods", {
              headers: { Authorization: `Bearer ${access_token}` } });
            console.log(await methods.json());
            """),
        new("python", "Python", $$"""
            import json, urllib.parse, urllib.request
            form = urllib.parse.urlencode({
                "grant_type": "client_credentials", "client_id": "{{SampleTenant.Provisioning}}",
                "client_secret": "{{SampleTenant.ProvisioningSecret}}", "scope": "https://graph.microsoft.com/.default"}).encode()
            token = json.load(urllib.request.urlopen("{{origin}}/{{SampleTenant.Id}}/oauth2/v2.0/token", form))["access_token"]
            request = urllib.request.Request(
                "{{origin}}/v1.0/users/kim@{{SampleTenant.Domain}}/authentication/methods", headers={"Authorization": f"Bearer {token}"})
            print(json.load(urllib.request.urlopen(request)))
            """),
        new("az", "Azure CLI", $$"""
            TOKEN=$(curl -s {{origin}}/{{SampleTenant.Id}}/oauth2/v2.0/token -d grant_type=client_credentials -d client_id={{SampleTenant.Provisioning}} \
              -d client_secret={{SampleTenant.ProvisioningSecret}} -d scope=https://graph.microsoft.com/.default | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
            az rest --skip-authorization-header --headers "Authorization=Bearer $TOKEN" --method get \
              --url {{origin}}/v1.0/users/kim@{{SampleTenant.Domain}}/authentication/methods
            """),
    ];
}

/// <param name="Key">What <c>env</c> calls the client.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Text">The lines.</param>
internal sealed record Start(string Key, string Name, string Text);
