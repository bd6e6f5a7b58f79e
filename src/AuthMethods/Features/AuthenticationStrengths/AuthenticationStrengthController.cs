using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.AuthenticationStrengths;

/// <summary>The authentication modes and their combinations, which strengths consist of.</summary>
[Route(Routes.Root + "/" + Segments), Route(Routes.Beta + "/" + Alias)]
internal sealed class AuthenticationStrengthController : GraphController
{
    private const string Segments = "identity/conditionalAccess/authenticationStrength";
    /// <summary>The former name, which beta keeps.</summary>
    private const string Alias = "identity/conditionalAccess/authenticationStrengths";
    private const string Modes = "authenticationMethodModes";
    private const string CombinationsContext = "Collection(microsoft.graph.authenticationMethodModes)";

    /// <summary>Get authenticationStrengthRoot</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/authenticationstrengthroot</remarks>
    [HttpGet, Requires(Permission.StrengthsRead), Answers<AuthenticationStrengthRoot>(Context = Segments + "/$entity")]
    public IActionResult Get(DirectoryScope directory, GraphQuery query) =>
        Entity(Segments, new AuthenticationStrengthRoot("authenticationStrength", Combinations.All), query);

    /// <summary>List authenticationMethodModes</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationstrengthroot-list-authenticationmethodmodes</remarks>
    [HttpGet(Modes), Requires(Permission.StrengthsRead), Lists<AuthenticationMethodModeDetail>(Context = Segments + "/" + Modes)]
    public IActionResult ListModes(DirectoryScope directory, GraphQuery query) => Collection($"{Segments}/{Modes}", AuthenticationMethodModeDetail.All, query);

    /// <summary>Get authenticationMethodModeDetail</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationmethodmodedetail-get</remarks>
    [HttpGet(Modes + "/{id}"), Requires(Permission.StrengthsRead), Answers<AuthenticationMethodModeDetail>(Context = Segments + "/" + Modes + "/$entity")]
    public IActionResult GetMode(DirectoryScope directory, string id, GraphQuery query) => Entity(
        $"{Segments}/{Modes}",
        AuthenticationMethodModeDetail.All.FirstOrDefault(m => m.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw GraphErrors.MethodNotFound(),
        query);

    /// <summary>List combinations</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authenticationstrengthroot-list-combinations</remarks>
    [HttpGet("combinations"), Requires(Permission.StrengthsRead), Lists<string>(Context = CombinationsContext)]
#pragma warning disable CA1822 // An action is not static.
    public IActionResult ListCombinations(DirectoryScope directory) =>
        new GraphResult { ODataContext = CombinationsContext, IsCollection = true, Items = [.. Combinations.Names(Combinations.All)] };
#pragma warning restore CA1822
}
