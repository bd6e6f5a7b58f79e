using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.EmailMethods;

/// <summary>The email address for self-service password reset; a user has at most one.</summary>
[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
internal sealed class EmailMethodsController(EmailMethodStore store) : GraphController
{
    private const string Segment = "emailMethods";

    /// <summary>List emailMethods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-list-emailmethods</remarks>
    [HttpGet, Requires(EmailMethodKind.Read), Lists<EmailMethod>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) => Collection(user.ContextOf(Segment), await store.ListAsync(user), query);

    /// <summary>Get emailAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/emailauthenticationmethod-get</remarks>
    [HttpGet("{id}"), Requires(EmailMethodKind.Read), Answers<EmailMethod>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), await store.FindAsync(user, id) ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Create emailMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-post-emailmethods</remarks>
    [HttpPost, Requires(EmailMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<EmailMethod>("""{"emailAddress":"balas@fourthcoffee.com"}"""), Answers<EmailMethod>(201)]
    public async Task<IActionResult> Create(TargetUser user, GraphBody body)
    {
        var email = (await store.AddAsync(user, ReadAddress(body))).OrThrow();
        return Created(user.ContextOf(Segment), email, user.LocationOf(Segment, email.Id));
    }

    /// <summary>Update emailAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/emailauthenticationmethod-update</remarks>
    [HttpPatch("{id}"), Requires(EmailMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<EmailMethod>("""{"emailAddress":"kim@fabrikam.com"}"""), Answers(204)]
    public async Task<IActionResult> Update(TargetUser user, string id, GraphBody body) => Done(await store.ReplaceAsync(user, id, ReadAddress(body)));

    /// <summary>Replace emailAuthenticationMethod: the older form of update, which returns the method</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/emailauthenticationmethod-update</remarks>
    [HttpPut("{id}"), Requires(EmailMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<EmailMethod>("""{"emailAddress":"kim@fabrikam.com"}"""), Answers<EmailMethod>]
    public async Task<IActionResult> Replace(TargetUser user, string id, GraphBody body, GraphQuery query) =>
        Entity(user.ContextOf(Segment), (await store.ReplaceAsync(user, id, ReadAddress(body))).OrThrow(), query);

    /// <summary>Delete emailAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/emailauthenticationmethod-delete</remarks>
    [HttpDelete("{id}"), Requires(EmailMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user, string id) => Done(await store.DeleteAsync(user, id));

    private string ReadAddress(GraphBody body) =>
        body.Of<EmailMethod>(Version).Text("emailAddress") is { } address && EmailAddress.IsValid(address) ? address : throw EmailErrors.EmailFormat();
}
