using AuthMethods.Directory;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Methods;

/// <summary>A kind of method that a user can register on the sign-in pages.</summary>
internal interface ISignInRegistration
{
    /// <summary>Its word in Graph's <c>authenticationMethodModes</c>.</summary>
    string Id { get; }

    /// <summary>The text of the button that leads to it, such as <c>Set up a passkey</c>.</summary>
    string Invitation { get; }

    /// <summary>The lowest is offered first.</summary>
    int Rank { get; }

    /// <summary>The permission that registering it through the API requires.</summary>
    string Permission { get; }

    /// <summary>What registration campaigns call it (<c>targetedAuthenticationMethod</c>); null if none can ask for it.</summary>
    string? CampaignName => null;

    /// <summary>Whether the user has what a campaign asks for.</summary>
    Task<bool> IsRegisteredAsync(Guid user) => Task.FromResult(false);

    /// <summary>Whether the policy lets the user register it.</summary>
    Task<bool> IsOpenAsync(TargetUser user);

    /// <summary>What the page shows and asks for.</summary>
    Task<RegistrationChallenge> BeginAsync(HttpContext http, TargetUser user);

    /// <summary>Registers the method; returns why not, if not.</summary>
    Task<GraphException?> CompleteAsync(HttpContext http, TargetUser user, string? state, string answer);
}

/// <summary>What a page shows and asks for to register a method.</summary>
/// <param name="Text">What the user has to do.</param>
internal sealed record RegistrationChallenge(string Text)
{
    /// <summary>The label of the field; null if the browser answers.</summary>
    public string? Label { get; init; }

    /// <summary>The options in JSON for the browser; null if the user enters a text.</summary>
    public string? Options { get; init; }

    /// <summary>A secret that the user copies; null for none.</summary>
    public string? Secret { get; init; }

    /// <summary>The same as a link that opens an app.</summary>
    public string? Link { get; init; }

    /// <summary>What checking the answer needs. The page holds it encrypted.</summary>
    public string? State { get; init; }
}
