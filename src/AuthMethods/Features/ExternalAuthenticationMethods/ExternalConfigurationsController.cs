using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.ExternalAuthenticationMethods;

/// <summary>Adds configurations to the policy. They are read, changed and deleted like all others.</summary>
[Route(Routes.Root + "/" + Segments), Route(Routes.Root + "/authenticationMethodsPolicy/authenticationMethodConfigurations")]
[Tags("authenticationMethodConfigurations")]
internal sealed class ExternalConfigurationsController(ExternalConfigurationStore store) : GraphController
{
    private const string Segments = "policies/authenticationMethodsPolicy/authenticationMethodConfigurations";

    /// <summary>Create an external authentication method configuration</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/externalauthenticationmethodconfiguration</remarks>
    [HttpPost, Requires(Permission.MethodsPolicyWrite), Answers<ExternalConfiguration>(201)]
    [Takes<ExternalConfiguration>("""{"displayName":"Adatum","appId":"73f7c26a-7a24-4408-adfa-ff1ff19b5c10","openIdConnectSetting":{"clientId":"966c7a17-8cb9-47a6-8504-c1e50b05f21d","discoveryUrl":"https://adatum.com/.well-known/openid-configuration"}}""")]
    public async Task<IActionResult> Create(DirectoryScope directory, GraphBody body)
    {
        var configuration = body.Over(new ExternalConfiguration(), Version);
        configuration.Id = Guid.NewGuid().ToString();
        (await store.AddAsync(configuration)).OrThrow();
        return Created<MethodConfiguration>(Segments, configuration, $"{Segments}/{configuration.Id}");
    }
}
