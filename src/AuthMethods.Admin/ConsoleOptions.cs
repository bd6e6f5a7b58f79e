using AuthMethods.Access.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuthMethods.Admin;

/// <summary>The section <c>Console</c>: the administrators' pages and Security info.</summary>
public sealed class ConsoleOptions
{
    /// <summary>Turns the pages on. On in Development unless set.</summary>
    public bool? Enabled { get; set; }

    /// <summary>The application that people sign in to. In Development the sample tenant's "Admin tools" unless set.</summary>
    public string? ClientId { get; set; }

    /// <summary>Its secret; a public client has none.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The scope to ask for. Unless set: what the application has consent for.</summary>
    public string? Scope { get; set; }

    /// <summary>Whether people sign in at Microsoft Entra ID, where the sample tenant's application doesn't exist.</summary>
    internal bool UsesEntra(AzureAdOptions entra) => entra.IsConfigured && !string.IsNullOrEmpty(ClientId);
}

internal sealed class ConsoleOptionsValidator(IHostEnvironment environment) : IValidateOptions<ConsoleOptions>
{
    public ValidateOptionsResult Validate(string? name, ConsoleOptions options) =>
        options.Enabled != true || environment.IsDevelopment() || !string.IsNullOrEmpty(options.ClientId)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Console:ClientId must be set, to the id of the application that people sign in to, if Console:Enabled is true.");
}
