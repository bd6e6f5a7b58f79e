using AuthMethods.Seed;

namespace AuthMethods.Admin.Home;

/// <summary>First lines for each client.</summary>
internal static class Starts
{
    public static IEnumerable<(string Language, string Text)> Of(string origin) =>
    [
        ("curl", $$"""
            TOKEN=$(curl -s {{origin}}/{{SampleTenant.Id}}/oauth2/v2.0/token -d grant_type=client_credentials -d client_id={{SampleTenant.Provisioning}} \
              -d client_secret={{SampleTenant.ProvisioningSecret}} -d scope=https://graph.microsoft.com/.default | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
            curl -s {{origin}}/v1.0/users/kim@{{SampleTenant.Domain}}/authentication/methods -H "Authorization: Bearer $TOKEN"
            """),
        ("PowerShell", $$"""
            $token = (Invoke-RestMethod {{origin}}/{{SampleTenant.Id}}/oauth2/v2.0/token -Method Post -Body @{
              grant_type = 'client_credentials'; client_id = '{{SampleTenant.Provisioning}}'
              client_secret = '{{SampleTenant.ProvisioningSecret}}'; scope = 'https://graph.microsoft.com/.default' }).access_token
            Add-MgEnvironment -Name AuthMethods -GraphEndpoint {{origin}} -AzureADEndpoint {{origin}}
            Connect-MgGraph -Environment AuthMethods -AccessToken (ConvertTo-SecureString $token -AsPlainText)
            Get-MgUserAuthenticationMethod -UserId kim@{{SampleTenant.Domain}}
            """),
        ("C#", $$"""
            var credential = new ClientSecretCredential("{{SampleTenant.Id}}", "{{SampleTenant.Provisioning}}", "{{SampleTenant.ProvisioningSecret}}",
                new() { AuthorityHost = new Uri("https://localhost:5443"), DisableInstanceDiscovery = true });
            var graph = new GraphServiceClient(credential, ["https://graph.microsoft.com/.default"], "{{origin}}/v1.0");
            var methods = await graph.Users["kim@{{SampleTenant.Domain}}"].Authentication.Methods.GetAsync();
            """),
        ("JavaScript", $$"""
            const response = await fetch("{{origin}}/{{SampleTenant.Id}}/oauth2/v2.0/token", { method: "POST", body: new URLSearchParams({
              grant_type: "client_credentials", client_id: "{{SampleTenant.Provisioning}}", client_secret: "{{SampleTenant.ProvisioningSecret}}",
              scope: "https://graph.microsoft.com/.default" }) });
            const { access_token } = await response.json();
            const methods = await fetch("{{origin}}/v1.0/users/kim@{{SampleTenant.Domain}}/authentication/methods", { headers: { Authorization: `Bearer ${access_token}` } });
            console.log(await methods.json());
            """),
    ];
}
