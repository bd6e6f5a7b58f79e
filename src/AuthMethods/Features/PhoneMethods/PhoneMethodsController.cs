using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>Phones: at most a mobile, an alternate mobile and an office phone.</summary>
[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
internal sealed class PhoneMethodsController(PhoneMethodStore store) : GraphController
{
    private const string Segment = "phoneMethods";
    private const string NumberTaken = "Another account has the number";

    /// <summary>List phoneMethods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-list-phonemethods</remarks>
    [HttpGet, Requires(PhoneMethodKind.Read), Lists<PhoneMethod>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) => Collection(user.ContextOf(Segment), await store.ListAsync(user), query);

    /// <summary>Get phoneAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/phoneauthenticationmethod-get</remarks>
    [HttpGet("{id}"), Requires(PhoneMethodKind.Read), Answers<PhoneMethod>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), await store.FindAsync(user, id) ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Create phoneMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-post-phonemethods</remarks>
    [HttpPost, Requires(PhoneMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<PhoneMethod>("""{"phoneNumber":"+1 2065555555","phoneType":"mobile"}"""), Answers<PhoneMethod>(201)]
    [Answers(409, Errors = typeof(PhoneErrors), Error = nameof(PhoneErrors.PhoneNumberNotUnique), When = NumberTaken)]
    public async Task<IActionResult> Create(TargetUser user, GraphBody body)
    {
        var sent = body.Of<PhoneMethod>(Version);
        var type = sent.Member<PhoneType>("phoneType", PhoneErrors.PhoneTypeInvalid) ?? throw PhoneErrors.PhoneTypeInvalid();
        var number = PhoneNumber.Parse(sent.Text("phoneNumber")) ?? throw PhoneErrors.PhoneNumberFormat();
        var phone = (await store.AddAsync(user, type, number)).OrThrow();
        return Created(user.ContextOf(Segment), phone, user.LocationOf(Segment, phone.Id));
    }

    /// <summary>Update phoneAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/phoneauthenticationmethod-update</remarks>
    [HttpPatch("{id}"), Requires(PhoneMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<PhoneMethod>("""{"phoneNumber":"+1 2065555556","phoneType":"mobile"}""", Optional = "phoneType"), Answers(204)]
    [Answers(409, Errors = typeof(PhoneErrors), Error = nameof(PhoneErrors.PhoneNumberNotUnique), When = NumberTaken)]
    public async Task<IActionResult> Update(TargetUser user, string id, GraphBody body) => Done(await UpdateAsync(user, id, body));

    /// <summary>Replace phoneAuthenticationMethod: the older form of update, which returns the phone</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/phoneauthenticationmethod-update</remarks>
    [HttpPut("{id}"), Requires(PhoneMethodKind.Replace, SelfService = SelfService.Write)]
    [Takes<PhoneMethod>("""{"phoneNumber":"+1 2065555556","phoneType":"mobile"}""", Optional = "phoneType"), Answers<PhoneMethod>]
    [Answers(409, Errors = typeof(PhoneErrors), Error = nameof(PhoneErrors.PhoneNumberNotUnique), When = NumberTaken)]
    public async Task<IActionResult> Replace(TargetUser user, string id, GraphBody body, GraphQuery query) =>
        Entity(user.ContextOf(Segment), (await UpdateAsync(user, id, body)).OrThrow(), query);

    /// <summary>Delete phoneAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/phoneauthenticationmethod-delete</remarks>
    [HttpDelete("{id}"), Requires(PhoneMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user, string id) => Done(await store.DeleteAsync(user, id));

    /// <summary>phoneAuthenticationMethod: enableSmsSignIn</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/phoneauthenticationmethod-enablesmssignin</remarks>
    [HttpPost("{id}/enableSmsSignIn"), Requires(PhoneMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    [Answers(409, Errors = typeof(PhoneErrors), Error = nameof(PhoneErrors.PhoneNumberNotUnique), When = NumberTaken)]
    [HttpPost("/" + Routes.Beta + "/users/{user}/authentication/methods/{id}/enableSmsSignIn")]
    [HttpPost("/" + Routes.Beta + "/me/authentication/methods/{id}/enableSmsSignIn")]
    public async Task<IActionResult> EnableSmsSignIn(TargetUser user, string id) => Done(await store.EnableSmsSignInAsync(user, id));

    /// <summary>phoneAuthenticationMethod: disableSmsSignIn</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/phoneauthenticationmethod-disablesmssignin</remarks>
    [HttpPost("{id}/disableSmsSignIn"), Requires(PhoneMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    [HttpPost("/" + Routes.Beta + "/users/{user}/authentication/methods/{id}/disableSmsSignIn")]
    [HttpPost("/" + Routes.Beta + "/me/authentication/methods/{id}/disableSmsSignIn")]
    public async Task<IActionResult> DisableSmsSignIn(TargetUser user, string id) => Done(await store.DisableSmsSignInAsync(user, id));

    private Task<Outcome<PhoneMethod>> UpdateAsync(TargetUser user, string id, GraphBody body)
    {
        var sent = body.Of<PhoneMethod>(Version);
        var type = sent.Member<PhoneType>("phoneType", PhoneErrors.PhoneTypeInvalid);
        var number = PhoneNumber.Parse(sent.Text("phoneNumber")) ?? throw PhoneErrors.PhoneNumberFormat();
        return store.UpdateAsync(user, id, type, number);
    }
}
