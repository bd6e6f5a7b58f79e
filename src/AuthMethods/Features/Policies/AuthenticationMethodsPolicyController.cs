using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Policies;

/// <summary>
/// The authentication methods policy: the registration campaign and other tenant-wide settings, with the configurations of all kinds of
/// method.
/// </summary>
[Route(Routes.Root + "/policies/authenticationMethodsPolicy")]
internal sealed class AuthenticationMethodsPolicyController(PolicyStore store) : GraphController
{
    private const string Context = "authenticationMethodsPolicy";
    private const string Singleton = Routes.Root + "/" + Context;

    /// <summary>Get authenticationMethodsPolicy</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethodspolicy-get</remarks>
    [HttpGet, HttpGet("/" + Singleton), Requires(Permission.MethodsPolicyRead), Answers<AuthenticationMethodsPolicy>(Context = Context)]
    public async Task<IActionResult> Get(DirectoryScope directory, GraphQuery query) => Single(Context, await ReadAsync(), query);

    /// <summary>Update authenticationMethodsPolicy</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethodspolicy-update</remarks>
    [HttpPatch, HttpPatch("/" + Singleton), Requires(Permission.MethodsPolicyWrite), Answers<AuthenticationMethodsPolicy>(Context = Context)]
    [Takes<AuthenticationMethodsPolicy>(
        """{"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{"snoozeDurationInDays":3,"state":"enabled"}}}""",
        IsPartial = true)]
    public async Task<IActionResult> Update(DirectoryScope directory, GraphBody body, GraphQuery query)
    {
        if (body.Parameters().Bodies("authenticationMethodConfigurations") is { } sent && !await AreUnchangedAsync(sent))
        {
            throw GraphErrors.ConfigurationsUpdatedSeparately();
        }

        // Published examples also set beta properties on v1.0.
        (await store.UpdateAsync(policy => body.Over(policy, GraphVersion.Beta))).OrThrow();
        return Single(Context, await ReadAsync(), query);
    }

    /// <summary>Whether a client sends the configurations back as it read them.</summary>
    private async Task<bool> AreUnchangedAsync(IReadOnlyList<GraphBody> sent)
    {
        var current = (await ReadAsync()).AuthenticationMethodConfigurations.ToDictionary(c => c.Id, StringComparer.OrdinalIgnoreCase);
        return sent.Count == current.Count && sent.All(body =>
            body.Parameters().Text("id") is { } id && current.Remove(id, out var configuration)
            && MethodConfigurations.AreEqual(configuration, body.Over(configuration, Version)));
    }

    private async Task<AuthenticationMethodsPolicy> ReadAsync()
    {
        var policy = await store.ReadAsync() ?? throw GraphErrors.MethodNotFound();
        policy.AuthenticationMethodConfigurations = [.. policy.AuthenticationMethodConfigurations.Where(c => Version.Shows(c))];
        return policy;
    }
}
